package gov.mt.immtrax.access.imports;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads line by line and keeps at most a fixed number of characters of a line; the rest is skipped. A line ends with
 * CR, LF or both, so that line numbers match those in editors.
 */
class BoundedLines {

    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[16_384];
    private int at;
    private int end;
    private boolean afterReturn;
    private boolean cut;
    private int number;

    BoundedLines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its line end, cut if it is too long; null after the last one. */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        cut = false;
        boolean any = false;
        for (int c = read(); c >= 0; c = read()) {
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            any = true;
            if (c == '\n' || c == '\r') {
                number++;
                return line.toString();
            }
            if (line.length() < longest) {
                line.append((char) c);
            } else {
                cut = true;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        return line.toString();
    }

    /** Whether the last line was cut. */
    boolean wasCut() {
        return cut;
    }

    /** Number of the last line, from 1. */
    int number() {
        return number;
    }

    private int read() throws IOException {
        if (at == end) {
            end = Math.max(0, in.read(buffer));
            at = 0;
            if (end == 0) {
                return -1;
            }
        }
        return buffer[at++];
    }
}
