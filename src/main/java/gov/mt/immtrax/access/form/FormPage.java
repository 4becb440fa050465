package gov.mt.immtrax.access.form;

import gov.mt.immtrax.access.form.FormField.Control;
import gov.mt.immtrax.access.form.FormField.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Renders form files in our own pages: as a plain HTML form, filled in, in the reader's language, with errors next to
 * the fields. What people typed is inserted as text or as an attribute, never as markup.
 */
@Component
public class FormPage {

    /**
     * What the page adds to the form.
     *
     * @param action path that it is posted to
     * @param hidden names and values of hidden inputs, such as the CSRF token
     * @param buttons in order; the Enter key presses the first one
     * @param settled fields whose answer is shown and submitted but cannot be changed
     * @param beside by field name: a hint above the control
     * @param without parts of the file ({@code data-part}) that do not apply to this person
     * @param offered fields that are shown although they may be left out here
     * @param suggested by field name: what is suggested while somebody types; anything else may be typed too
     */
    public record Options(
            String action,
            Map<String, String> hidden,
            List<Button> buttons,
            Set<String> settled,
            Map<String, String> beside,
            Set<String> without,
            Set<String> offered,
            Map<String, List<Suggestion>> suggested) {

        public Options {
            hidden = new LinkedHashMap<>(hidden);
            buttons = List.copyOf(buttons);
            settled = Set.copyOf(settled);
            beside = Map.copyOf(beside);
            without = Set.copyOf(without);
            offered = Set.copyOf(offered);
            suggested = Map.copyOf(suggested);
        }

        public Options(
                String action,
                Map<String, String> hidden,
                List<Button> buttons,
                Set<String> settled,
                Map<String, String> beside,
                Set<String> without,
                Set<String> offered) {
            this(action, hidden, buttons, settled, beside, without, offered, Map.of());
        }

        public Options(String action, Map<String, String> hidden, List<Button> buttons) {
            this(action, hidden, buttons, Set.of(), Map.of(), Set.of(), Set.of());
        }
    }

    /**
     * A submit button.
     *
     * @param name parameter that it sends, or {@code null} for none; pass it to {@link FormFile#read} too
     * @param labelKey message key
     * @param style CSS class, for example {@code btn-primary}
     */
    public record Button(@Nullable String name, @Nullable String value, String labelKey, String style) {}

    /**
     * What may be meant by the beginning of a text.
     *
     * @param more shown beside the text, to tell equal ones apart; null for nothing
     */
    public record Suggestion(String text, @Nullable String more) {

        @Override
        public String toString() {
            return "Suggestion";
        }
    }

    private final MessageSource messages;

    public FormPage(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * Renders the form as HTML, to be inserted into a page unescaped.
     *
     * @param values by field name, valid or not; a field without a value keeps the file's default
     * @param errors of any rule; errors of no field of this file are shown above the form only
     */
    public String render(FormFile file, Map<String, ?> values, List<FormError> errors, Locale locale, Options options) {
        Document document = FormMarkup.copyOf(file, messages, locale);
        Element form = document.expectFirst("form");
        form.removeAttr("role")
                .attr("method", "post")
                .attr("action", options.action())
                .attr("novalidate", true);
        form.addClass("form");
        options.without()
                .forEach(part -> form.select("[data-part=" + part + "]").remove());
        for (FormField field : file.fields()) {
            Object value = values.get(field.name());
            boolean nothingToShow = (field.shown() || options.settled().contains(field.name()))
                    && !field.required()
                    && (value == null || "".equals(value));
            Element control = form.getElementById(field.name());
            if (control == null) { // in a part that does not apply
                continue;
            }
            boolean spared = file.isSpared(field, values);
            if (nothingToShow || spared && !options.offered().contains(field.name())) {
                FormMarkup.group(control).remove();
                continue;
            }
            fill(field, control, value);
            Element group = FormMarkup.group(control);
            group.addClass(field.control() == Control.CHECKBOX ? "checkbox" : "field")
                    .removeClass("form-group");
            control.removeClass("form-control");
            if (spared) {
                control.removeAttr("required");
            } else if (field.required()) {
                FormMarkup.label(form, field).addClass("required");
            }
            if (options.beside().containsKey(field.name())) {
                String id = field.name() + "-beside";
                control.before(new Element("p")
                        .addClass("hint")
                        .id(id)
                        .text(options.beside().get(field.name())));
                describe(control, id);
            }
            if (value != null && options.settled().contains(field.name())) {
                settle(field, form, control, value, new FormAnswers(messages, locale));
            } else if (field.control() == Control.DATE) {
                new DateMarkup(messages, locale).replace(field, form, control, value);
            } else if (field.control() == Control.TEXTAREA) {
                sayLimit(field, control, locale);
            } else if (field.control() == Control.TEXT) {
                suggest(field, control, options.suggested().getOrDefault(field.name(), List.of()));
            }
        }
        new FormErrorMarkup(messages, locale).tell(file, form, values, errors);
        options.hidden()
                .forEach((name, value) -> form.appendElement("input")
                        .attr("type", "hidden")
                        .attr("name", name)
                        .attr("value", value));
        form.appendChild(buttons(options.buttons(), locale));
        form.select("fieldset:not(.date)").forEach(FormPage::wrapFields);
        FormMarkup.withoutTasklist(document);
        return form.outerHtml();
    }

    /**
     * Renders the form with the answers as text and no controls, for a page that shows what is being signed, as HTML to
     * be inserted unescaped.
     *
     * @param values cleaned, by field name
     */
    public String renderAnswers(FormFile file, Map<String, ?> values, Locale locale) {
        return new FormAnswers(messages, locale).render(file, values);
    }

    /** What is too long is refused with a message, and not cut off by the browser. */
    private void fill(FormField field, Element control, @Nullable Object value) {
        control.removeAttr("title").removeAttr("maxlength");
        if (field.kind() == Kind.BOOLEAN) {
            control.attr("checked", Boolean.TRUE.equals(value));
        } else if (value != null) {
            switch (field.control()) {
                case SELECT ->
                    control.select("option")
                            .forEach(o -> o.attr("selected", o.attr("value").equals(value.toString())));
                case TEXTAREA -> control.text(value.toString());
                default -> control.attr("value", value.toString());
            }
        }
    }

    private void sayLimit(FormField field, Element control, Locale locale) {
        String id = field.name() + "-limit";
        control.before(new Element("p")
                .addClass("hint")
                .id(id)
                .text(messages.getMessage("form.limit", new Object[] {field.maxLength()}, locale)));
        describe(control, id);
    }

    /** In a list that browsers open while somebody types, without a script. */
    private static void suggest(FormField field, Element control, List<Suggestion> suggestions) {
        if (!suggestions.isEmpty()) {
            Element list = new Element("datalist").id(field.name() + "-suggested");
            suggestions.forEach(it -> {
                Element option = list.appendElement("option").attr("value", it.text());
                if (it.more() != null) {
                    option.attr("label", it.more());
                }
            });
            control.attr("list", list.id()).after(list);
        }
    }

    /** Replaces the control with the answer as text, and submits the value in a hidden input. */
    private static void settle(FormField field, Element form, Element control, Object value, FormAnswers answers) {
        FormMarkup.label(form, field)
                .tagName("span")
                .removeAttr("for")
                .removeClass("required")
                .addClass("label")
                .id(field.name() + "-label");
        FormMarkup.group(control).select(".help-block").remove();
        control.replaceWith(new Element("p")
                .addClass("settled")
                .id(field.name())
                .attr("tabindex", "-1")
                .text(answers.words(field, value, control)));
        form.appendElement("input")
                .attr("type", "hidden")
                .attr("name", field.name())
                .attr("value", value.toString());
    }

    static void describe(Element control, String id) {
        control.attr("aria-describedby", (control.attr("aria-describedby") + " " + id).strip());
    }

    private Element buttons(List<Button> buttons, Locale locale) {
        Element row = new Element("div").addClass("actions");
        for (Button button : buttons) {
            Element element = row.appendElement("button")
                    .attr("type", "submit")
                    .addClass("btn")
                    .addClass(button.style());
            if (button.name() != null && button.value() != null) {
                element.attr("name", button.name()).attr("value", button.value());
            }
            element.text(messages.getMessage(button.labelKey(), null, locale));
        }
        return row;
    }

    /**
     * Wraps everything after the legend in one element for the layout, because not every browser can lay out a
     * fieldset.
     */
    private static void wrapFields(Element fieldset) {
        Element fields = new Element("div").addClass("fields");
        fieldset.childNodesCopy().stream()
                .filter(node -> !node.nameIs("legend"))
                .forEach(fields::appendChild);
        fieldset.childNodes().stream()
                .filter(node -> !node.nameIs("legend"))
                .toList()
                .forEach(Node::remove);
        fieldset.appendChild(fields);
    }
}
