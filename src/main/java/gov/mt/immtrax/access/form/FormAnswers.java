package gov.mt.immtrax.access.form;

import gov.mt.immtrax.access.form.FormField.Kind;
import gov.mt.immtrax.access.form.FormField.Option;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Renders a form with the answers as text, in one language. */
final class FormAnswers {

    private final MessageSource messages;
    private final Locale locale;

    FormAnswers(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    String render(FormFile file, Map<String, ?> values) {
        Document document = FormMarkup.copyOf(file, messages, locale);
        Element form = document.expectFirst("form");
        form.select(".help-block").remove();
        for (FormField field : file.fields()) {
            Element control = FormMarkup.control(form, field.name());
            String words = FormMarkup.label(form, field).text();
            FormMarkup.group(control).replaceWith(answer(field, words, values.get(field.name()), control));
        }
        form.select("dl + dl").forEach(FormAnswers::mergeIntoPrevious);
        form.select("legend").tagName("h2");
        form.select("fieldset").tagName("section").addClass("panel");
        FormMarkup.withoutTasklist(document);
        form.tagName("div").clearAttributes().addClass("form-answers");
        return form.outerHtml();
    }

    private Element answer(FormField field, String words, @Nullable Object value, Element control) {
        if (field.kind() == Kind.BOOLEAN) {
            boolean ticked = Boolean.TRUE.equals(value);
            Element statement =
                    new Element("div").addClass("statement").addClass("mb-3").attr("data-answer", field.name());
            statement.appendElement("p").addClass("mb-1").text(words);
            Element answer = statement.appendElement("p");
            if (ticked) {
                answer.appendElement("span").attr("aria-hidden", "true").text("\u2713");
                answer.appendText(" ");
            }
            answer.appendElement("strong").text(say(ticked ? "form.answer.yes" : "form.answer.no"));
            return statement;
        }
        Element list = new Element("dl").addClass("facts");
        Element pair = list.appendElement("div").attr("data-answer", field.name());
        pair.appendElement("dt").text(words);
        pair.appendElement("dd").appendChild(new TextNode(words(field, value, control)));
        return list;
    }

    /** An answer as a person reads it. */
    String words(FormField field, @Nullable Object value, Element control) {
        if (value == null || value.toString().isBlank()) {
            return say("form.answer.blank");
        }
        String text = value.toString();
        return switch (field.control()) {
            case SELECT ->
                field.options().stream()
                        .map(Option::value)
                        .filter(text::equals)
                        .findFirst()
                        .map(v -> control.select("option").stream()
                                .filter(o -> o.attr("value").equals(v))
                                .findFirst()
                                .orElseThrow()
                                .text())
                        .orElse(text);
            case DATE -> day(text);
            default -> text;
        };
    }

    private String day(String text) {
        try {
            return LocalDate.parse(text)
                    .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private String say(String key) {
        return messages.getMessage(key, null, locale);
    }

    private static void mergeIntoPrevious(Element list) {
        Objects.requireNonNull(list.previousElementSibling()).appendChildren(list.childNodesCopy());
        list.remove();
    }
}
