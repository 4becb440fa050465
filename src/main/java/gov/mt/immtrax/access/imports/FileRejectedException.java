package gov.mt.immtrax.access.imports;

import org.jspecify.annotations.Nullable;

/** Reports why a whole file cannot be read. Never contains content of the file. */
class FileRejectedException extends Exception {

    private final FileProblem problem;
    private final @Nullable String detail;

    /** @param detail names of columns as this service writes them, or null */
    FileRejectedException(FileProblem problem, @Nullable String detail) {
        super(problem + (detail == null ? "" : ": " + detail));
        this.problem = problem;
        this.detail = detail;
    }

    FileProblem problem() {
        return problem;
    }

    @Nullable
    String detail() {
        return detail;
    }
}
