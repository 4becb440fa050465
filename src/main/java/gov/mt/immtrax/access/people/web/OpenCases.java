package gov.mt.immtrax.access.people.web;

import java.util.List;

/** What is asked for about one account and not done yet, and so what cannot be asked for now. */
record OpenCases(List<OpenCase> asked) {

    /** Whether a change or a reactivation would be taken. */
    public boolean isFreeToChange() {
        return asked.isEmpty();
    }

    /** Whether a deletion would be taken. */
    public boolean isFreeToEnd() {
        return asked.stream().noneMatch(OpenCase::ending);
    }
}
