package gov.mt.immtrax.access.form;

import java.util.Locale;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.context.MessageSource;

/** What a form file looks like inside, as far as our pages need to know it. */
final class FormMarkup {

    private FormMarkup() {}

    /** The copy to work on. English is said by the file itself, which may be older than the messages of this build. */
    static Document copyOf(FormFile file, MessageSource messages, Locale locale) {
        Document document = file.document();
        document.select("[data-host=tasklist], script").remove();
        if (!locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            document.select("[data-message]")
                    .forEach(e -> e.text(messages.getMessage(e.attr("data-message"), null, e.text(), locale)));
        }
        return document;
    }

    /** The field around a control. */
    static Element group(Element control) {
        Element group = control.closest(".form-group, .checkbox");
        return group == null ? control.parent() : group;
    }

    static Element label(Element form, FormField field) {
        return form.selectFirst("label[for=%1$s], #%1$s-label".formatted(field.name()));
    }

    /** Attributes that only Tasklist or the parser reads have no business in a page. */
    static void withoutTasklist(Document document) {
        for (Element element : document.getAllElements()) {
            element.attributes().asList().stream()
                    .map(Attribute::getKey)
                    .filter(key -> key.startsWith("ng-")
                            || key.startsWith("cam-")
                            || key.startsWith("data-message")
                            || key.equals("data-shown")
                            || key.equals("data-unless"))
                    .forEach(element::removeAttr);
        }
    }
}
