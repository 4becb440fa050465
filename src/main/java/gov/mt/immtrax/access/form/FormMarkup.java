package gov.mt.immtrax.access.form;

import java.util.Locale;
import java.util.Objects;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.context.MessageSource;

/** Finds and changes elements of a form file for our own pages. */
final class FormMarkup {

    private FormMarkup() {}

    /**
     * A copy to change, in the reader's language. English texts stay as in the file, which may be older than the
     * messages of this build.
     */
    static Document copyOf(FormFile file, MessageSource messages, Locale locale) {
        Document document = file.document();
        document.select("[data-host=tasklist], script").remove();
        if (!locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            document.select("[data-message]")
                    .forEach(e -> e.text(Objects.requireNonNull(
                            messages.getMessage(e.attr("data-message"), null, e.text(), locale))));
        }
        return document;
    }

    /** The control of a field that the file declares. */
    static Element control(Element form, String field) {
        return form.expectFirst("#" + field);
    }

    /** The element of a field around its control. */
    static Element group(Element control) {
        Element group = control.closest(".form-group, .checkbox");
        return group == null ? Objects.requireNonNull(control.parent(), "a control is inside its form") : group;
    }

    static Element label(Element form, FormField field) {
        return form.expectFirst("label[for=%1$s], #%1$s-label".formatted(field.name()));
    }

    /** Removes attributes that only Tasklist or the parser reads. */
    static void withoutTasklist(Document document) {
        for (Element element : document.getAllElements()) {
            element.attributes().asList().stream()
                    .map(Attribute::getKey)
                    .filter(key -> key.startsWith("ng-")
                            || key.startsWith("cam-")
                            || key.startsWith("data-message")
                            || key.equals("data-shown")
                            || key.equals("data-typed")
                            || key.equals("data-stored")
                            || key.equals("data-unless"))
                    .forEach(element::removeAttr);
        }
    }
}
