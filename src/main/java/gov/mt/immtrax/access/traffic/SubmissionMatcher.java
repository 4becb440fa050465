package gov.mt.immtrax.access.traffic;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which calls submit something, and which begin a login. */
final class SubmissionMatcher {

    private static final Pattern ENGINE_FORM = Pattern.compile("/camunda/api/.*/(?:complete|submit-form)/?");

    private SubmissionMatcher() {}

    static boolean isEngineCall(HttpServletRequest request) {
        return path(request).startsWith("/camunda/api/");
    }

    /**
     * Every form of our pages but the log out, which must always be possible; of the engine's REST what completes a
     * form.
     */
    static boolean isSubmission(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod())) {
            return false;
        }
        String path = path(request);
        return path.startsWith("/camunda/") ? ENGINE_FORM.matcher(path).matches() : !path.startsWith("/logout");
    }

    /** Whether it carries a file, as a form does that has an input for one. */
    static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** The one form of ours that takes a file: registry staff import it. */
    static boolean isUpload(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && path(request).equals("/staff/imports");
    }

    /** The way back is not counted: whoever was let in to begin a login may end it. */
    static boolean isLogin(HttpServletRequest request) {
        return path(request).startsWith("/oauth2/authorization/");
    }

    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
