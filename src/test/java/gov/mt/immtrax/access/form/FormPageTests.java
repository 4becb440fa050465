package gov.mt.immtrax.access.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticMessageSource;

class FormPageTests {

    private static final Locale ENGLISH = Locale.US;
    private static final Locale SPANISH = Locale.forLanguageTag("es-US");
    private static final FormPage.Options OPTIONS = new FormPage.Options(
            "/requests/new",
            Map.of("_csrf", "to\"ken"),
            List.of(
                    new FormPage.Button(null, null, "form.answer.yes", "btn-primary"),
                    new FormPage.Button("action", "save", "form.answer.no", "btn-secondary")));

    private final FormFile request = FormFileTests.REQUEST;
    private final FormFile agreement = FormFileTests.AGREEMENT;
    private final StaticMessageSource messages = new StaticMessageSource();
    private final FormPage page = new FormPage(messages);

    FormPageTests() {
        ResourceBundleMessageSource bundle = new ResourceBundleMessageSource();
        bundle.setBasename("messages");
        bundle.setDefaultEncoding("UTF-8");
        bundle.setFallbackToSystemLocale(false);
        messages.setParentMessageSource(bundle);
    }

    private Document render(FormFile file, Map<String, ?> values, List<FormError> errors) {
        return Jsoup.parse(page.render(file, values, errors, ENGLISH, OPTIONS));
    }

    private Document answers(FormFile file, Map<String, ?> values) {
        return Jsoup.parse(page.renderAnswers(file, values, ENGLISH));
    }

    @ParameterizedTest
    @MethodSource("gov.mt.immtrax.access.form.FormFilesTests#names")
    void rendersEveryFileWithoutATraceOfTasklist(String name) {
        FormFile file = new FormFiles().current(name);
        for (List<FormError> errors : List.of(List.<FormError>of(), file.check(Map.of("x", 1)))) {
            String html = page.render(file, Map.of(), errors, ENGLISH, OPTIONS);
            assertThat(html)
                    .startsWith("<form")
                    .endsWith("</form>")
                    .doesNotContain(
                            " cam-",
                            " ng-",
                            "{{",
                            "<script",
                            "data-message",
                            "data-host",
                            "data-shown",
                            "form-control");
        }
        assertThat(page.renderAnswers(file, Map.of(), ENGLISH))
                .doesNotContain(
                        " cam-",
                        " ng-",
                        "{{",
                        "<script",
                        "<input",
                        "<select",
                        "<textarea",
                        "<form",
                        "<fieldset",
                        "<label");
    }

    @Nested
    class TheForm {

        @Test
        void isPostedWithTokenAndButtonsInTheirOrder() {
            Document html = render(request, Map.of(), List.of());
            Element form = html.selectFirst("form");
            assertThat(form.attr("method")).isEqualTo("post");
            assertThat(form.attr("action")).isEqualTo("/requests/new");
            assertThat(form.hasAttr("novalidate")).isTrue();
            assertThat(form.selectFirst("input[type=hidden][name=_csrf]").attr("value"))
                    .isEqualTo("to\"ken");
            assertThat(form.select(".actions button[type=submit].btn").eachText())
                    .containsExactly("Yes", "No");
            assertThat(form.select("button[name=action]").eachAttr("value")).containsExactly("save");
            assertThat(form.select(".form-errors, .field-error, [aria-invalid]"))
                    .isEmpty();
        }

        @Test
        void showsWhatWasTyped() {
            Map<String, Object> values = FormFileTests.nancy();
            values.put("state", "WY");
            values.put("justification", "One.\nTwo.");
            Document html = render(request, values, List.of());
            assertThat(html.getElementById("legalFirstName").attr("value")).isEqualTo("Nancy");
            assertThat(html.select("#dateOfBirth input").eachAttr("value")).containsExactly("03", "20", "1982");
            assertThat(html.select("#state option[selected]").eachAttr("value")).containsExactly("WY");
            assertThat(html.getElementById("justification").wholeText()).isEqualTo("One.\nTwo.");
            assertThat(html.getElementById("authorizingOfficial").hasAttr("checked"))
                    .isTrue();
            assertThat(html.select("#endDate input[value]")).isEmpty();
        }

        @Test
        void preselectsWhatTheFilePreselectsAndTicksNothing() {
            assertThat(render(request, Map.of(), List.of())
                            .select("option[selected]")
                            .eachAttr("value"))
                    .containsExactly("MT");
            assertThat(render(agreement, Map.of(), List.of()).select("[checked]"))
                    .isEmpty();
            assertThat(render(agreement, Map.of("acceptTerms", false), List.of())
                            .select("[checked]"))
                    .isEmpty();
        }

        @Test
        void comesBackWithWhateverWasTypedHoweverWrong() {
            Document html =
                    render(request, Map.of("dateOfBirth", "soon", "state", "??", "zip", List.of("1", "2")), List.of());
            assertThat(html.getElementById("dateOfBirthMonth").attr("value")).isEqualTo("soon");
            assertThat(html.select("#state option[selected]")).isEmpty();
        }

        @Test
        void showsTheRequestNumberWithoutLettingItBeTyped() {
            Element number = render(agreement, Map.of("requestNumber", "REQ0100387"), List.of())
                    .getElementById("requestNumber");
            assertThat(number.attr("value")).isEqualTo("REQ0100387");
            assertThat(number.hasAttr("readonly")).isTrue();
        }

        @Test
        void leavesOutWhatItDoesNotAskAndAnAccountThatThereIsNot() {
            assertThat(render(request, Map.of(), List.of()).select("[name=account]"))
                    .isEmpty();
            Document html = render(request, Map.of("account", "ACC0000001", "zip", "abc"), List.of());
            assertThat(html.getElementById("account").hasAttr("readonly")).isTrue();
            assertThat(html.select("[name=dateOfBirth], [name=state], label[for=city]"))
                    .isEmpty();
            assertThat(html.getElementById("zip").attr("value"))
                    .as("nothing is lost")
                    .isEqualTo("abc");
        }

        @Test
        void showsWhatIsSettledAndSendsItAlong() {
            var options = new FormPage.Options(
                    "/",
                    Map.of(),
                    List.of(),
                    Set.of("requestType", "legalLastName", "vfcPin"),
                    Map.of("accessLevel", "Now: <b>"),
                    Set.of("agreement", "question", "correction", "several-employers"),
                    Set.of());
            Map<String, Object> values = Map.of("requestType", "PERMISSIONS_CHANGE", "legalLastName", "\"><b>Nurse");
            FormError error = FormError.of("legalLastName", "form.error.required");
            Document html = Jsoup.parse(page.render(request, values, List.of(error), ENGLISH, options));
            assertThat(html.select("input[type=hidden]").eachAttr("name"))
                    .containsExactly("requestType", "legalLastName");
            assertThat(html.selectFirst("input[name=legalLastName]").val()).isEqualTo("\"><b>Nurse");
            assertThat(html.getElementById("requestType").text()).isEqualTo("User Permissions Change");
            assertThat(html.getElementById("legalLastName").text()).isEqualTo("\"><b>Nurse");
            assertThat(html.select("select[name=requestType], #vfcPin, [data-part], b"))
                    .isEmpty();
            assertThat(html.getElementById("legalLastName-error")).isNotNull();
            assertThat(html.select(".form-errors a[href=#legalLastName]").text())
                    .startsWith("Legal Last Name: ");
            assertThat(html.getElementById("accessLevel").attr("aria-describedby"))
                    .contains("accessLevel-beside");
            assertThat(html.getElementById("accessLevel-beside").text()).isEqualTo("Now: <b>");
        }

        @Test
        void cutsNothingOffAndNamesTheLimitOfALongText() {
            Document html = render(request, Map.of(), List.of());
            assertThat(html.select("[maxlength]")).isEmpty();
            assertThat(html.getElementById("justification-limit").text()).isEqualTo("At most 1,000 characters.");
            assertThat(html.getElementById("justification").attr("aria-describedby"))
                    .isEqualTo("justification-limit");
        }

        @Test
        void starsWhatIsRequired() {
            Document html = render(request, Map.of(), List.of());
            assertThat(request.fields())
                    .filteredOn(field -> !field.shown())
                    .allSatisfy(field -> assertThat(
                                    html.selectFirst("label[for=%1$s], legend#%1$s-label".formatted(field.name()))
                                            .hasClass("required"))
                            .as(field.name())
                            .isEqualTo(field.required()));
        }

        @Test
        void escapesWhateverWasTyped() {
            String hostile = "\"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>{{7*7}}";
            Map<String, Object> values = new HashMap<>();
            request.fields().forEach(f -> values.put(f.name(), hostile));
            Document html = render(request, values, request.check(values));
            assertThat(html.select("script, img, [onerror]")).isEmpty();
            assertThat(html.getElementById("city").attr("value")).isEqualTo(hostile);
            assertThat(html.getElementById("justification").wholeText()).isEqualTo(hostile);
            assertThat(answers(request, values).select("script, img, [onerror]"))
                    .isEmpty();
        }

        @Test
        void leavesTheFileAsItWas() {
            String before = request.document().outerHtml();
            render(request, FormFileTests.nancy(), request.check(Map.of()));
            answers(request, FormFileTests.nancy());
            assertThat(request.document().outerHtml()).isEqualTo(before);
        }
    }

    @Nested
    class WhatIsWrong {

        private final List<FormError> errors = List.of(
                FormError.of("zip", "form.access-request.zip.format"),
                FormError.of("justification", "form.error.tooLong", 1000, 1234),
                FormError.of("authorizingOfficial", "form.error.tick"),
                FormError.of("requestType", "form.error.choose"),
                FormError.of("", "form.error.unknown"));
        private final Document html = render(request, Map.of("zip", "1"), errors);

        @Test
        void isSaidBesideTheField() {
            Element zip = html.getElementById("zip");
            assertThat(html.getElementById("zip-error").text())
                    .isEqualTo("Enter five digits, or nine digits like 59601-1234.");
            assertThat(html.getElementById("zip-error").hasClass("field-error")).isTrue();
            assertThat(zip.attr("aria-invalid")).isEqualTo("true");
            assertThat(zip.attr("aria-describedby")).isEqualTo("zip-error");
            assertThat(zip.attr("value")).isEqualTo("1");
            assertThat(zip.closest(".has-error")).isNotNull();
            assertThat(html.getElementById("justification-error").text())
                    .isEqualTo("Please use at most 1,000 characters. You entered 1,234.");
            assertThat(html.getElementById("authorizingOfficial-error")
                            .closest(".checkbox")
                            .hasClass("has-error"))
                    .isTrue();
        }

        @Test
        void keepsTheHint() {
            assertThat(html.getElementById("requestType").attr("aria-describedby"))
                    .isEqualTo("requestType-hint requestType-error");
        }

        @Test
        void isSummedUpOnTopWithLinksToTheFields() {
            Element summary = html.selectFirst("form").child(0);
            assertThat(summary.hasClass("form-errors")).isTrue();
            assertThat(summary.attr("role")).isEqualTo("alert");
            assertThat(summary.selectFirst("h2").text()).isEqualTo("Please correct 5 things");
            assertThat(summary.select("a").eachAttr("href"))
                    .containsExactly("#zip", "#justification", "#authorizingOfficial", "#requestType");
            assertThat(summary.select("li").eachText())
                    .contains("Zip: Enter five digits, or nine digits like 59601-1234.")
                    .contains("I have read and fully agree to the above authorizing\u2026: "
                            + "Please check this box to continue.")
                    .endsWith("Something was sent that is not part of this form. Nothing was saved.");
            assertThat(summary.select("a"))
                    .allSatisfy(
                            a -> assertThat(html.getElementById(a.attr("href").substring(1)))
                                    .isNotNull());
        }

        @Test
        void isSaidOnceForEachFieldAndLinksWhereItShould() {
            messages.addMessage("request.open", Locale.ROOT, "There is already {0}, sent by <b>.");
            messages.addMessage("request.open", ENGLISH, "There is already {0}, sent by <b>.");
            Document linked = render(
                    request,
                    Map.of(),
                    List.of(
                            FormError.of(
                                    "emailAddress", "request.open", new FormLink("REQ0100387", "/requests/REQ0100387")),
                            FormError.of("emailAddress", "form.error.email")));
            Element error = linked.getElementById("emailAddress-error");
            assertThat(error.text()).isEqualTo("There is already REQ0100387, sent by <b>.");
            assertThat(error.select("a").eachAttr("href")).containsExactly("/requests/REQ0100387");
            assertThat(error.select("b")).isEmpty();
            assertThat(linked.select("#emailAddress-error")).hasSize(1);
        }

        @Test
        void saysOneThingInTheSingular() {
            assertThat(render(request, Map.of(), errors.subList(0, 1))
                            .selectFirst(".form-errors h2")
                            .text())
                    .isEqualTo("Please correct one thing");
        }
    }

    @Nested
    class ADate {

        @Test
        void hasThreeInputs() {
            Document html = render(request, Map.of("endDate", "02/30/2027"), List.of());
            Element date = html.getElementById("endDate");
            assertThat(date.is("fieldset.date")).isTrue();
            assertThat(date.select("legend").text()).isEqualTo("End Date (If Applicable)");
            assertThat(date.select("label").eachText()).containsExactly("Month", "Day", "Year");
            assertThat(date.select("input").eachAttr("name"))
                    .containsExactly("endDateMonth", "endDateDay", "endDateYear");
            assertThat(date.select("input").eachAttr("value")).containsExactly("02", "30", "2027");
            assertThat(date.select("input[type=text][inputmode=numeric][autocomplete=off]"))
                    .hasSize(3);
            assertThat(date.attr("aria-describedby").split(" "))
                    .allSatisfy(id -> assertThat(html.getElementById(id)).isNotNull());
            assertThat(html.getElementById("endDate-example").text()).isEqualTo("For example: 4 19 1982");
            assertThat(html.select("input[type=date], fieldset.date .fields, [maxlength]"))
                    .isEmpty();
        }

        @Test
        void mayBeFilledInByTheBrowserIfItIsABirthday() {
            assertThat(render(request, Map.of(), List.of())
                            .select("#dateOfBirth input")
                            .eachAttr("autocomplete"))
                    .containsExactly("bday-month", "bday-day", "bday-year");
        }

        @Test
        void marksTheInputToCorrectAndTheSummaryLeadsThere() {
            Map<String, Object> values = Map.of("endDate", "11/30/27", "startDate", "2027-11-30");
            List<FormError> errors = request.check(values).stream()
                    .filter(error -> error.field().equals("endDate"))
                    .toList();
            Document html = render(request, values, errors);
            assertThat(html.getElementById("endDate-error").text()).isEqualTo("Enter a year with four digits.");
            assertThat(html.select(".form-errors a").eachAttr("href")).containsExactly("#endDateYear");
            assertThat(html.select("[aria-invalid]").eachAttr("id")).containsExactly("endDateYear");
            assertThat(html.getElementById("endDateYear").attr("aria-describedby"))
                    .isEqualTo("endDate-error");
            Document ruled =
                    render(request, values, List.of(FormError.of("startDate", "request.rule.startDateImplausible")));
            assertThat(ruled.select(".form-errors a").eachAttr("href")).containsExactly("#startDateMonth");
            assertThat(ruled.select("#startDate [aria-invalid]")).hasSize(3);
        }
    }

    @Nested
    class TheAnswers {

        @Test
        void showTheWordsThatAreSignedAndWhatWasAnswered() {
            Map<String, Object> values = new LinkedHashMap<>();
            agreement
                    .fields()
                    .forEach(f -> values.put(f.name(), f.kind() == FormField.Kind.BOOLEAN ? true : "SPH Broadway"));
            values.put("signatureDate", "2022-11-09");
            values.remove("acceptTerms");
            Document html = answers(agreement, values);
            assertThat(html.text()).contains("Montana has a voluntary inclusion", "Signature");
            agreement.fields().forEach(f -> assertThat(html.text()).contains(f.label()));
            assertThat(html.selectFirst("[data-answer=signatureDate] dd").text())
                    .isEqualTo("November 9, 2022");
            assertThat(html.selectFirst("[data-answer=collectConsent] p:last-child")
                            .text())
                    .isEqualTo("\u2713 Yes");
            assertThat(html.selectFirst("[data-answer=acceptTerms] p:last-child")
                            .text())
                    .isEqualTo("No");
            assertThat(html.select("[data-answer]").eachAttr("data-answer"))
                    .containsExactlyElementsOf(
                            agreement.fields().stream().map(FormField::name).toList());
            assertThat(html.select("dl + dl, dl dl")).isEmpty();
        }

        @Test
        void nameTheChosenOptionAndWhatWasLeftBlank() {
            Document html = answers(request, FormFileTests.nancy());
            assertThat(html.selectFirst("[data-answer=requestType] dd").text()).isEqualTo("New Access");
            assertThat(html.selectFirst("[data-answer=state] dd").text()).isEqualTo("Montana");
            assertThat(html.selectFirst("[data-answer=endDate] dd").text()).isEqualTo("Left blank");
        }
    }

    @Nested
    class InAnotherLanguage {

        @Test
        void saysWhatIsTranslatedAndTheFilesEnglishOtherwise() {
            messages.addMessage("form.access-request.zip", SPANISH, "C\u00f3digo postal");
            messages.addMessage("form.access-request.requestType.NEW_ACCESS", SPANISH, "Acceso nuevo");
            Document html = Jsoup.parse(page.render(request, Map.of(), List.of(), SPANISH, OPTIONS));
            assertThat(html.selectFirst("label[for=zip]").text()).isEqualTo("C\u00f3digo postal");
            assertThat(html.selectFirst("label[for=city]").text()).isEqualTo("City");
            assertThat(Jsoup.parse(page.renderAnswers(request, FormFileTests.nancy(), SPANISH))
                            .selectFirst("[data-answer=requestType] dd")
                            .text())
                    .isEqualTo("Acceso nuevo");
        }

        @Test
        void saysTheEnglishOfTheFileEvenWhereTheMessagesMovedOn() {
            messages.addMessage("form.user-agreement.acceptTerms", ENGLISH, "Other words");
            assertThat(render(agreement, Map.of(), List.of()).text()).doesNotContain("Other words");
        }
    }
}
