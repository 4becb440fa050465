package gov.mt.immtrax.access.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gov.mt.immtrax.access.form.FormField.Kind;
import gov.mt.immtrax.access.form.FormField.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each file in {@code forms/} must hold: the contract's fields, the source's words, both hosts' habits. */
class FormFilesTests {

    private static final Path FORMS = Path.of("forms");
    private static final Set<String> CLASSES_OF_BOTH_HOSTS = Set.of(
            "form-group",
            "form-control",
            "checkbox",
            "help-block",
            "wide",
            "statement",
            "table",
            "alert",
            "alert-warning",
            "alert-danger");

    private final FormFiles files = new FormFiles();

    static List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(FORMS)) {
            return list.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".html"))
                    .map(f -> f.replace(".html", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            access-request | requestType* account legalFirstName* legalMiddleName legalLastName* dateOfBirth* phoneNumber* \
            emailAddress* newEmailAddress hadPriorAccess* otherEmployer employer* jobTitle* locationName* vfcPin streetAddress* city* state* county* zip* \
            ownAccessConfirmed startDate* startDateConfirmed despiteContradiction endDate accessLevel* justification* supervisorName* supervisorJobTitle* authorizingOfficial*
            user-agreement | requestNumber* safeguardAccess* notifyWhenLeaving* useForImmunizationOnly* allowOptOut* \
            keepConfidential* collectConsent* acceptTerms* facilityName* jobTitle* fullLegalName* signatureDate* \
            electronicSignature*
            provision-access | outcome* otherRequests despiteContradiction differenceReason likelyAccount otherEmployer username usernameConfirmed temporaryPassword note
            renew-temporary-password | outcome* temporaryPassword note
            inactivate-account | outcome* despiteContradiction note
            access-deletion | legalFirstName* legalLastName* emailAddress* username employer* locationName* reason* lastDay* \
            supervisorName* supervisorJobTitle* authorizingOfficial*
            decide-access-deletion | outcome* username note
            decide-access-request | outcome* note
            review-mass-inactivation | outcome* heldUntil listCode reason*
            correct-email-address | emailAddress*
            release-email | outcome* note
            decide-dispute | outcome* supervisorName supervisorAddress note*
            replace-supervisor | outcome* supervisorName supervisorAddress note*
            resolve-difference | outcome* note
            """)
    void declaresTheFieldsOfTheContract(String name, String expected) {
        assertThat(files.current(name).fields().stream().map(f -> f.name() + (f.required() ? "*" : "")))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "access-request, requestType, NEW_ACCESS CHANGE_EMPLOYER PERMISSIONS_CHANGE",
        "access-request, hadPriorAccess, YES NO",
        "access-request, accessLevel, READ_ONLY_WITH_CONSENT RECORD_MAINTENANCE VACCINE_MANAGEMENT",
        "provision-access, outcome, PROVISIONED RETURNED DECLINED",
        "renew-temporary-password, outcome, RENEWED DECLINED",
        "inactivate-account, outcome, INACTIVATED KEPT NO_ACCOUNT",
        "access-deletion, reason, LEFT_EMPLOYMENT CHANGED_POSITION NO_LONGER_NEEDED OTHER",
        "decide-access-deletion, outcome, APPROVED REJECTED",
        "decide-access-request, outcome, APPROVED REJECTED",
        "decide-dispute, outcome, REASSIGNED INACTIVATED KEPT",
        "replace-supervisor, outcome, REPLACED KEPT WAITING",
        "review-mass-inactivation, outcome, RELEASED HELD",
        "resolve-difference, outcome, CORRECTED LEFT"
    })
    void offersTheChoicesOfTheContract(String name, String field, String expected) {
        assertThat(files.current(name).field(field).orElseThrow().options().stream()
                        .map(Option::value))
                .containsExactly(expected.split(" "));
    }

    @Test
    void signsByTickedBoxesAndTypesEverythingElse() {
        assertThat(names(Kind.BOOLEAN, "user-agreement"))
                .containsExactly(
                        "safeguardAccess",
                        "notifyWhenLeaving",
                        "useForImmunizationOnly",
                        "allowOptOut",
                        "keepConfidential",
                        "collectConsent",
                        "acceptTerms",
                        "electronicSignature");
        assertThat(names(Kind.BOOLEAN, "access-request"))
                .containsExactly(
                        "ownAccessConfirmed", "startDateConfirmed", "despiteContradiction", "authorizingOfficial");
        assertThat(names(Kind.BOOLEAN, "provision-access"))
                .containsExactly("despiteContradiction", "usernameConfirmed");
        assertThat(files.current("user-agreement").textVersion()).isEqualTo("2022-11");
        assertThat(files.current("user-agreement")
                        .field("requestNumber")
                        .orElseThrow()
                        .shown())
                .isTrue();
    }

    @Test
    void offersEveryStateAndMontanaFirst() {
        List<Option> states =
                files.current("access-request").field("state").orElseThrow().options();
        assertThat(states)
                .hasSize(51)
                .first()
                .extracting(Option::value, Option::label)
                .containsExactly("MT", "Montana");
        assertThat(states.subList(1, 51)).extracting(Option::label).isSorted();
        assertThat(files.current("access-request")
                        .document()
                        .select("#state option[selected]")
                        .eachAttr("value"))
                .containsExactly("MT");
    }

    @Test
    void preselectsNoOutcome() {
        Element outcome = files.current("provision-access").document().getElementById("outcome");
        assertThat(outcome.select("[selected]")).isEmpty();
        assertThat(outcome.selectFirst("option").attr("value")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"user-agreement, user-agreement-wording", "access-request, authorizing-official-wording"})
    void usesTheWordsOfTheSourceAsTheyStand(String name, String wording) throws IOException {
        String text = files.current(name).document().text();
        List<String> sentences = Files.readAllLines(Path.of("src/test/resources/form", wording + ".txt"));
        assertThat(sentences).isNotEmpty().allSatisfy(sentence -> {
            boolean starred = sentence.startsWith("* ");
            String words =
                    (starred ? sentence.substring(2) : sentence).replaceAll("[<>]|\\*(?=imMTrax)|(?<=imMTrax)\\*", "");
            assertThat(text).contains(words);
            if (starred) {
                assertThat(files.current(name).fields()).anySatisfy(field -> {
                    assertThat(field.label()).isEqualTo(words);
                    assertThat(field.required()).isTrue();
                });
            }
        });
    }

    @Test
    void linksTheConsentSectionToTheRegistrysWebsite() {
        assertThat(files.current("user-agreement").document().select("a").eachAttr("href"))
                .containsExactly("https://dphhs.mt.gov/publichealth/imMTrax/index");
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysTheSameAsTheMessages(String name) throws IOException {
        Properties messages = new Properties();
        messages.load(Files.newBufferedReader(Path.of("src/main/resources/messages.properties"), UTF_8));
        Map<String, String> said = new TreeMap<>();
        Document document = files.current(name).document();
        document.select("[data-message]").forEach(e -> {
            assertThat(e.children())
                    .as("only text below " + e.attr("data-message"))
                    .isEmpty();
            said.put(e.attr("data-message"), e.text());
        });
        document.select("[data-message-title]").forEach(e -> said.put(e.attr("data-message-title"), e.attr("title")));
        assertThat(said).isNotEmpty().allSatisfy((key, english) -> {
            assertThat(key).matches("form\\.(choose|" + name + "\\..+)");
            assertThat(messages.getProperty(key)).as(key).isEqualTo(english);
        });
        assertThat(messages.stringPropertyNames().stream().filter(k -> k.startsWith("form." + name + ".")))
                .as("messages that no form says")
                .allSatisfy(k -> assertThat(said).containsKey(k));
    }

    @ParameterizedTest
    @MethodSource("names")
    void carriesAMessageKeyBesideEveryText(String name) {
        Document document = files.current(name).document();
        document.select("script, td").remove();
        document.body().getAllElements().stream()
                .filter(e -> !e.ownText().isBlank() && !e.hasAttr("data-message"))
                .forEach(e -> assertThat(e.ownText()).as(e.outerHtml()).containsAnyOf("https://", "."));
        assertThat(document.select("[title]:not([data-message-title]), [placeholder]:not([type=date])"))
                .isEmpty();
        assertThat(files.current(name).fields())
                .allSatisfy(f -> assertThat(f.labelKey()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void keepsToWhatBothHostsKnow(String name) throws IOException {
        Document document = files.current(name).document();
        assertThat(document.select("form[role=form]")).hasSize(1);
        Set<String> classes = new HashSet<>();
        document.getAllElements().forEach(e -> classes.addAll(e.classNames()));
        assertThat(CLASSES_OF_BOTH_HOSTS).containsAll(classes);
        assertThat(document.select("[style], style, [onclick], iframe")).isEmpty();
        assertThat(document.select("fieldset").size())
                .isEqualTo(document.select("fieldset > legend").size())
                .isPositive();
        assertThat(document.select("[aria-describedby]"))
                .allSatisfy(e -> assertThat(document.getElementById(e.attr("aria-describedby")))
                        .isNotNull());
        assertThat(Files.readString(FORMS.resolve(name + ".html"), UTF_8))
                .as("plain ASCII")
                .matches("\\p{ASCII}*");
    }

    @ParameterizedTest
    @MethodSource("names")
    void keepsNoDraftInTheBrowser(String name) {
        assertThat(files.current(name).document().select("script[cam-script]").html())
                .as("HelpDeskIT shows what it does")
                .containsOnlyOnce("taskForm(camForm, $scope, inject)");
    }

    @ParameterizedTest
    @MethodSource("names")
    void bindsWhatOthersTypedInsteadOfWritingIt(String name) {
        Document document = files.current(name).document();
        assertThat(document.html()).doesNotContain("ng-bind-html", "innerHTML", "trustAsHtml", "$compile", ".html(");
        assertThat(document.select(":containsOwn({{)"))
                .allSatisfy(e -> assertThat(e.closest("[data-host=tasklist]")).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "access-request, V0001__create_access_request, access_request",
        "user-agreement, V0002__create_user_agreement, user_agreement",
        "access-deletion, V0010__create_access_deletion, access_deletion"
    })
    void allowsNoMoreThanTheColumnsHold(String name, String migration, String table) throws IOException {
        Map<String, Integer> widths = widths(migration, table);
        widths.putAll(addedLater(table));
        assertThat(files.current(name).fields())
                .filteredOn(f -> f.kind() == Kind.STRING)
                .allSatisfy(field -> {
                    String column = field.name().replaceAll("([A-Z])", "_$1").toLowerCase();
                    if (widths.containsKey(column)) {
                        assertThat(field.maxLength()).as(column).isLessThanOrEqualTo(widths.get(column));
                        assertThat(field.options())
                                .extracting(o -> o.value().length())
                                .allSatisfy(length ->
                                        assertThat(length).as(column).isLessThanOrEqualTo(widths.get(column)));
                    } else {
                        assertThat(field.control()).as(column).isEqualTo(FormField.Control.DATE);
                    }
                });
    }

    @Test
    void keepsTheHelpDesksWordsWithinTheirColumns() throws IOException {
        FormFile form = files.current("provision-access");
        assertThat(form.field("username").orElseThrow().maxLength())
                .isLessThanOrEqualTo(
                        widths("V0005__create_credential", "credential").get("username"));
        for (String field : List.of("note", "differenceReason")) {
            assertThat(form.field(field).orElseThrow().maxLength())
                    .isLessThanOrEqualTo(widths("V0001__create_access_request", "request_event")
                            .get("note"));
        }
        // Sealed: nonce (12) and tag (16) beside four bytes a character, in Base64.
        int sealed =
                (12 + 16 + 4 * form.field("temporaryPassword").orElseThrow().maxLength() + 2) / 3 * 4;
        assertThat(sealed)
                .isLessThanOrEqualTo(
                        widths("V0005__create_credential", "credential").get("sealed_password"));
    }

    @Test
    void keepsTheReasonOfAKeptAccountWithinItsColumns() throws IOException {
        assertThat(files.current("inactivate-account")
                        .field("note")
                        .orElseThrow()
                        .maxLength())
                .isLessThanOrEqualTo(
                        widths("V0010__create_access_deletion", "inactivation").get("note"))
                .isLessThanOrEqualTo(
                        widths("V0009__create_account", "account_change").get("note"))
                .isLessThanOrEqualTo(widths("V0010__create_access_deletion", "deletion_event")
                        .get("note"));
    }

    @Test
    void keepsTheReasonOfADroppedMailWithinItsColumn() throws IOException {
        assertThat(files.current("release-email").field("note").orElseThrow().maxLength())
                .isEqualTo(1000);
        assertThat(Files.readString(Path.of("src/main/resources/db/migration/V0018__add_daily_limits_of_mails.sql")))
                .contains("decision varchar(1000)");
    }

    @Test
    void listsEveryFileInTheReadme() throws IOException {
        String readme = Files.readString(FORMS.resolve("README.md"));
        assertThat(names()).allSatisfy(name -> assertThat(readme).contains("`" + name + ".html`"));
        Matcher listed = Pattern.compile("\\| `([a-z-]+)\\.html`").matcher(readme);
        assertThat(listed.results().map(r -> r.group(1)))
                .allSatisfy(name -> assertThat(names()).contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-form", "../application", "", "access-request.html"})
    void refusesANameThatIsNoForm(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.current(name))
                .withMessageContaining("no form");
    }

    private List<String> names(Kind kind, String form) {
        return files.current(form).fields().stream()
                .filter(f -> f.kind() == kind)
                .map(FormField::name)
                .toList();
    }

    private static Map<String, Integer> addedLater(String table) throws IOException {
        Pattern added = Pattern.compile("alter table " + table
                + " (?:add column|alter column) ([a-z_]+) (?:set data type )?varchar\\(([0-9]+)\\)");
        Map<String, Integer> widths = new TreeMap<>();
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path migration :
                    migrations.filter(Files::isRegularFile).sorted().toList()) {
                added.matcher(Files.readString(migration))
                        .results()
                        .forEach(column -> widths.put(column.group(1), Integer.valueOf(column.group(2))));
            }
        }
        return widths;
    }

    private static Map<String, Integer> widths(String migration, String table) throws IOException {
        String sql = Files.readString(Path.of("src/main/resources/db/migration", migration + ".sql"));
        String body = Arrays.stream(sql.split("create table "))
                .filter(s -> s.startsWith(table + " "))
                .findFirst()
                .orElseThrow();
        Map<String, Integer> widths = new TreeMap<>();
        Matcher column =
                Pattern.compile("(?m)^ +([a-z_]+) +varchar\\(([0-9]+)\\)").matcher(body.split("\\);\\s*\\n")[0]);
        while (column.find()) {
            widths.put(column.group(1), Integer.valueOf(column.group(2)));
        }
        if (widths.containsKey("number")) {
            widths.put("request_number", widths.get("number"));
        }
        return widths;
    }
}
