package gov.mt.immtrax.access.imports;

import org.jspecify.annotations.Nullable;

/**
 * A skipped line, or a line of an export that counts but contains a mistake.
 *
 * @param line number as in an editor, from 1
 * @param column null if it concerns the whole line
 * @param given the value, cut; null if it does not help
 * @param usernameKey in lower case; null if it could not be read
 */
record LineFinding(
        int line,
        LineProblem problem,
        @Nullable ImportColumn column,
        @Nullable String given,
        @Nullable String usernameKey) {

    @Override
    public String toString() {
        return "LineFinding[" + line + ", " + problem + "]";
    }
}
