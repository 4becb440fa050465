package gov.mt.immtrax.access.form;

import gov.mt.immtrax.access.form.FormField.Control;
import gov.mt.immtrax.access.form.FormField.Option;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Parses the fields of a form file. Strict, so that markup that a page would silently ignore fails the start instead.
 */
class FormParser {

    private static final String NAME = "cam-variable-name";
    private static final String CONTROLS = "input, select, textarea";
    private static final String CHOICES = "data-choices";

    private final String form;
    private final Document document;

    FormParser(String form, Document document) {
        this.form = form;
        this.document = document;
    }

    List<FormField> fields() {
        if (document.select("form").size() != 1) {
            throw refuse("must have exactly one <form>");
        }
        if (!document.expectFirst("form").select(CONTROLS).equals(document.select(CONTROLS))) {
            throw refuse("has a control outside its <form>");
        }
        Set<String> names = new HashSet<>();
        List<FormField> fields = new ArrayList<>();
        for (Element element : document.select(CONTROLS + ", [" + NAME + "]")) {
            if (element.hasAttr(NAME)) {
                FormField field = field(element);
                if (!names.add(field.name())) {
                    throw refuse("declares " + field.name() + " twice");
                }
                fields.add(field);
            } else if (element.hasAttr("name")) {
                throw refuse("has the control " + element.attr("name") + " without " + NAME);
            }
        }
        fields.stream()
                .filter(field -> field.unless() != null && !names.contains(field.unless()))
                .findFirst()
                .ifPresent(field -> {
                    throw refuse(field.name() + " may be left out for " + field.unless() + ", which is not a field");
                });
        return fields;
    }

    private FormField field(Element element) {
        String name = element.attr(NAME);
        if (!name.matches("[a-z][A-Za-z0-9]*") || !name.equals(element.id()) || !name.equals(element.attr("name"))) {
            throw refuse("needs one plain word as id, name and " + NAME + ", not '" + name + "'");
        }
        Control control = control(name, element);
        String expected = control == Control.CHECKBOX ? "Boolean" : "String";
        if (!expected.equals(element.attr("cam-variable-type"))) {
            throw refuse(name + " needs cam-variable-type " + expected + ", not '" + element.attr("cam-variable-type")
                    + "'");
        }
        if (element.hasAttr("data-typed") != element.hasAttr("data-stored")) {
            throw refuse(name + " needs data-typed and data-stored together");
        }
        if (element.hasAttr("readonly") != element.hasAttr("data-shown")) {
            throw refuse(name + " needs readonly and data-shown together");
        }
        Element label = document.selectFirst("label[for=" + name + "]");
        if (label == null || label.text().isBlank()) {
            throw refuse(name + " has no label");
        }
        String labelKey = label.select("[data-message]").attr("data-message");
        String patternKey = element.attr("data-message-title");
        return new FormField(
                name,
                control,
                label.text(),
                labelKey,
                element.hasAttr("required"),
                element.hasAttr("data-shown"),
                maxLength(name, control, element),
                pattern(name, element, control == Control.SELECT ? CHOICES : "pattern"),
                patternKey.isEmpty() ? "form.error.pattern" : patternKey,
                pattern(name, element, "data-typed"),
                element.attr("data-stored"),
                day(name, control, element, "min"),
                day(name, control, element, "max"),
                control == Control.SELECT ? options(name, element) : List.of(),
                element.hasAttr("data-verbatim"),
                element.hasAttr("data-unless") ? element.attr("data-unless") : null);
    }

    private Control control(String name, Element element) {
        String type = element.normalName().equals("input") ? element.attr("type") : element.normalName();
        try {
            if (type.equals(type.toLowerCase(Locale.ROOT))) {
                return Control.valueOf(type.toUpperCase(Locale.ROOT));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw refuse(name + " is of the type '" + type + "', which is not one of " + List.of(Control.values()));
    }

    private int maxLength(String name, Control control, Element element) {
        boolean typed = control == Control.TEXT
                || control == Control.EMAIL
                || control == Control.TEL
                || control == Control.TEXTAREA;
        String value = element.attr("maxlength");
        if (typed != value.matches("[1-9][0-9]{0,4}")) {
            throw refuse(name + (typed ? " needs a maxlength" : " must not have a maxlength"));
        }
        return typed ? Integer.parseInt(value) : 0;
    }

    private @Nullable Pattern pattern(String name, Element element, String attribute) {
        try {
            return element.hasAttr(attribute) ? Pattern.compile(element.attr(attribute)) : null;
        } catch (PatternSyntaxException e) {
            throw refuse(name + " has a " + attribute + " that cannot be read: " + e.getDescription());
        }
    }

    private @Nullable LocalDate day(String name, Control control, Element element, String attribute) {
        if (!element.hasAttr(attribute)) {
            return null;
        }
        try {
            if (control == Control.DATE) {
                return LocalDate.parse(element.attr(attribute));
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw refuse(name + " has a " + attribute + " that is not a date of a date control");
    }

    private List<Option> options(String name, Element select) {
        List<Option> options = new ArrayList<>();
        Set<String> values = new HashSet<>();
        boolean more = select.hasAttr(CHOICES);
        for (Element option : select.select("option")) {
            if (more && option.attr("value").startsWith("{{")) {
                continue;
            }
            if (!option.hasAttr("value") || !values.add(option.attr("value"))) {
                throw refuse(name + " has an option without a unique value");
            }
            if (!option.attr("value").isEmpty()) {
                options.add(new Option(option.attr("value"), option.text(), option.attr("data-message")));
            }
        }
        if (options.isEmpty() && !more) {
            throw refuse(name + " has no options");
        }
        return options;
    }

    private IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException("forms/" + form + ".html " + why);
    }
}
