package gov.mt.immtrax.access.imports;

/**
 * A line that is left out; or, in an export, a line that counts and has a mistake to be told of.
 *
 * @param line as editors count, from 1
 * @param column null if it is about the whole line
 * @param given what stands there, cut; null where that says nothing
 * @param usernameKey in lower case; null where it could not be read
 */
record LineFinding(int line, LineProblem problem, ImportColumn column, String given, String usernameKey) {

    @Override
    public String toString() {
        return "LineFinding[" + line + ", " + problem + "]";
    }
}
