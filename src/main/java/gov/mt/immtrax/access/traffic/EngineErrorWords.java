package gov.mt.immtrax.access.traffic;

import java.util.Locale;
import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/** Says in words why a call of the engine's REST was refused before the engine saw it: Tasklist shows the {@code message}. */
@Component
class EngineErrorWords extends DefaultErrorAttributes {

    private final MessageSource messages;

    EngineErrorWords(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, Object> error = super.getErrorAttributes(request, options);
        if (String.valueOf(error.get("path")).startsWith("/camunda/api/")) {
            Locale locale = request.getLocale();
            String unexpected = messages.getMessage("traffic.refused", null, locale);
            error.put("type", error.get("error"));
            error.put("message", messages.getMessage("traffic.refused." + error.get("status"), null, unexpected, locale));
        }
        return error;
    }
}
