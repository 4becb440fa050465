package gov.mt.immtrax.access.traffic;

import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * Explains why a call to the engine's REST API was refused before it reached the engine, or failed outside of it.
 * Tasklist shows the {@code message}.
 */
@Component
class EngineErrorMessages extends DefaultErrorAttributes {

    private final ErrorResponder errors;

    EngineErrorMessages(ErrorResponder errors) {
        this.errors = errors;
    }

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, Object> error = super.getErrorAttributes(request, options);
        if (String.valueOf(error.get("path")).startsWith("/camunda/api/")
                && error.get("status") instanceof Integer status) {
            String number = "";
            if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                Throwable failure = getError(request);
                number = errors.report(
                        status,
                        String.valueOf(error.get("path")),
                        failure == null ? "" : failure.getClass().getSimpleName());
                error.put("id", number);
            }
            error.put("type", error.get("error"));
            error.put("message", errors.wordsWith(number, status, request.getLocale()));
        }
        return error;
    }
}
