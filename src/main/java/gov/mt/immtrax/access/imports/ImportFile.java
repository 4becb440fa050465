package gov.mt.immtrax.access.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.input.BoundedInputStream;

/** Reads a file piece by piece, so that only one piece is in memory, however long the file and its lines are. */
class ImportFile implements AutoCloseable {

    /** More than the maximum length of all columns together. */
    private static final int LONGEST_LINE = 8_000;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /**
     * Some lines of a file.
     *
     * @param last number of the last line that was read, even if it was blank
     * @param bytes approximate number of bytes of the file that were read so far
     */
    record Piece(List<ParsedLine> good, List<LineFinding> bad, int last, long bytes) {}

    private final BoundedInputStream bytes;
    private final BoundedLines lines;
    private final LineParser parser;

    /** @throws FileRejectedException if its first line is not a header of this kind */
    ImportFile(InputStream content, ImportKind kind, ZoneId zone, Instant now)
            throws IOException, FileRejectedException {
        this.bytes = BoundedInputStream.builder().setInputStream(content).get();
        this.lines = new BoundedLines(
                new InputStreamReader(
                        bytes,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                LONGEST_LINE);
        String first = lines.next();
        if (first == null || first.isBlank()) {
            throw new FileRejectedException(FileProblem.EMPTY, null);
        }
        String header = first.startsWith(BYTE_ORDER_MARK) ? first.substring(1) : first;
        this.parser =
                new LineParser(kind, ImportHeader.of(header, lines.wasCut(), kind), new LastAccessParser(zone, now));
    }

    /** Skips the lines that an earlier run has already read. */
    void skipTo(int line) throws IOException {
        while (lines.number() < line && lines.next() != null) {
            // discarded
        }
    }

    /** The next lines; without any at the end of the file. Blank lines are numbered, but are neither good nor bad. */
    Piece next(int most) throws IOException {
        List<ParsedLine> good = new ArrayList<>();
        List<LineFinding> bad = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            String line = lines.next();
            if (line == null) {
                break;
            }
            if (line.isBlank() && !lines.wasCut()) {
                continue;
            }
            LineParser.Parsed parsed = parser.parse(lines.number(), line, lines.wasCut());
            if (parsed.good() != null) {
                good.add(parsed.good());
            }
            if (parsed.bad() != null) {
                bad.add(parsed.bad());
            }
        }
        return new Piece(good, bad, lines.number(), bytes.getCount());
    }

    /** Whether the file contains only a header. */
    boolean hasNothing() {
        return lines.number() <= 1;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
