package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.identity.AnonymousRequestFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody had typed into the form that came too often, so that the page which says so can keep it. The token is
 * the one that came with the form, right or wrong: this page makes no form valid that was not.
 *
 * @param seconds to wait
 * @param action where the form was sent to; null if nothing was submitted
 */
record ResubmittedForm(long seconds, String action, List<Field> fields) {

    /** One input as it came in. */
    record Field(String name, String value) {

        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }

    private static final String ATTRIBUTE = ResubmittedForm.class.getName();

    /** What a stranger sends is not even read. */
    static void remember(HttpServletRequest request, long seconds) {
        boolean submitted = "POST".equals(request.getMethod())
                && AnonymousRequestFilter.isLoggedIn(request)
                && !SubmissionMatcher.isMultipart(request)
                && SubmissionMatcher.path(request).matches("/[A-Za-z0-9].*");
        List<Field> fields = new ArrayList<>();
        if (submitted) {
            request.getParameterMap().forEach((name, values) -> {
                for (String value : values) {
                    fields.add(new Field(name, value));
                }
            });
        }
        request.setAttribute(
                ATTRIBUTE, new ResubmittedForm(seconds, submitted ? request.getRequestURI() : null, fields));
    }

    /** Null unless this request was refused for coming too often. */
    static ResubmittedForm of(HttpServletRequest request) {
        return (ResubmittedForm) request.getAttribute(ATTRIBUTE);
    }

    @Override
    public String toString() {
        return "ResubmittedForm[" + seconds + "]";
    }
}
