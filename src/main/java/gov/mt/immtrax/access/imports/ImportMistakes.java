package gov.mt.immtrax.access.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Explains on the page why an import was refused. */
@Component
class ImportMistakes {

    private final MessageSource messages;

    ImportMistakes(MessageSource messages) {
        this.messages = messages;
    }

    /** In the order of the page, which shows each mistake at the top and beside its field. */
    void tell(List<ImportRejectedException> mistakes, Model model) {
        Map<String, String> said = new LinkedHashMap<>();
        for (ImportRejectedException mistake : mistakes) {
            said.put(
                    String.valueOf(mistake.field()),
                    messages.getMessage(mistake.messageKey(), mistake.arguments(), LocaleContextHolder.getLocale()));
        }
        model.addAttribute("mistakes", said);
        model.addAttribute(
                "other",
                mistakes.stream()
                        .map(ImportRejectedException::other)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }
}
