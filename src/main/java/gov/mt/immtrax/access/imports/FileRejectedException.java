package gov.mt.immtrax.access.imports;

/** Says why a file cannot be read at all; never carries what stands in it. */
class FileRejectedException extends Exception {

    private final FileProblem problem;
    private final String detail;

    /** @param detail our own names of columns, or null */
    FileRejectedException(FileProblem problem, String detail) {
        super(problem + (detail == null ? "" : ": " + detail));
        this.problem = problem;
        this.detail = detail;
    }

    FileProblem problem() {
        return problem;
    }

    String detail() {
        return detail;
    }
}
