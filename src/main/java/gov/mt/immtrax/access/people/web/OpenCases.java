package gov.mt.immtrax.access.people.web;

import java.util.List;

/** The open cases about one account, which determine what cannot be requested now. */
record OpenCases(List<OpenCase> asked) {

    /** Whether a change or a reactivation would be accepted. */
    public boolean isFreeToChange() {
        return asked.stream().noneMatch(OpenCase::blocking);
    }

    /** Whether an access deletion would be accepted. */
    public boolean isFreeToEnd() {
        return asked.stream().noneMatch(OpenCase::ending);
    }
}
