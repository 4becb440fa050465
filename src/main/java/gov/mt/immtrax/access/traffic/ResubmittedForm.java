package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.identity.AnonymousRequestFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a form that the rate limit refused, so that the error page can offer it again. The CSRF token is the
 * one that came with the form, so an invalid form stays invalid.
 *
 * @param seconds how long to wait
 * @param action where the form was sent; null if nothing was submitted
 */
record ResubmittedForm(long seconds, @Nullable String action, List<Field> fields) {

    /** One submitted field. */
    record Field(String name, String value) {

        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }

    private static final String ATTRIBUTE = ResubmittedForm.class.getName();

    /** Without a login, the form is not even read. */
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

    /** Null unless the rate limit refused this request. */
    static ResubmittedForm of(HttpServletRequest request) {
        return (ResubmittedForm) request.getAttribute(ATTRIBUTE);
    }

    @Override
    public String toString() {
        return "ResubmittedForm[" + seconds + "]";
    }
}
