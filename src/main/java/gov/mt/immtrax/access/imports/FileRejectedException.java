package gov.mt.immtrax.access.imports;

/** Reports why a whole file cannot be read. Never contains content of the file. */
class FileRejectedException extends Exception {

    private final FileProblem problem;
    private final String detail;

    /** @param detail names of columns as this service writes them, or null */
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
