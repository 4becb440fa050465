package gov.mt.immtrax.access.traffic;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes calls that submit a form, carry a file or start a login. */
final class SubmissionMatcher {

    private static final Pattern ENGINE_FORM = Pattern.compile("/camunda/api/.*/(?:complete|submit-form)/?");

    private SubmissionMatcher() {}

    static boolean isEngineCall(HttpServletRequest request) {
        return path(request).startsWith("/camunda/api/");
    }

    /**
     * Every form of our pages except logout, which must always be possible; of the engine's REST API, the calls that
     * complete a form.
     */
    static boolean isSubmission(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod())) {
            return false;
        }
        String path = path(request);
        return path.startsWith("/camunda/") ? ENGINE_FORM.matcher(path).matches() : !path.startsWith("/logout");
    }

    /** Whether it is a multipart form, which may carry a file. */
    static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** The only form that accepts a file: the import by registry staff. */
    static boolean isUpload(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && path(request).equals("/staff/imports");
    }

    /** The return from the identity provider is not counted, so that a login that was started can be finished. */
    static boolean isLogin(HttpServletRequest request) {
        return path(request).startsWith("/oauth2/authorization/");
    }

    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
