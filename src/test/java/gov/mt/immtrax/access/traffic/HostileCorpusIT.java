package gov.mt.immtrax.access.traffic;

import static gov.mt.immtrax.access.traffic.HostileCorpus.CALCULATED;
import static gov.mt.immtrax.access.traffic.HostileCorpus.MARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoMail;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.form.FormField;
import gov.mt.immtrax.access.form.FormField.Control;
import gov.mt.immtrax.access.form.FormFiles;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Sends each text of the corpus through every field of every form, by our pages and by the engine's REST, and through
 * every page beside the forms that takes a text: it is refused beside its field or comes out as the text that it is,
 * wherever it is shown. Over PostgreSQL, which takes less than H2 does.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileCorpusIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FormFiles FORMS = new FormFiles();
    private static final Duration PATIENCE = Patience.LONG;
    /** In place of the other mark, since what was typed before stands in the mails about a new password, too. */
    private static final String MARK_OF_RENEWAL = "Rnwl9x";

    private static final String GOOD = "good-enough-9";
    private static final String START = "/process-definition/key/access-request/submit-form";

    private static EmbeddedPostgres postgres;
    private static Demo demo;
    private static DemoVisitor stacy;
    private static DemoVisitor nancy;
    private static DemoVisitor helpDesk;
    private static DemoVisitor lead;
    private static DemoVisitor operations;
    private static DemoVisitor registry;

    /** How often a text was taken, by form and field: a walk that is refused everywhere would prove nothing. */
    private final Map<String, Integer> taken = new TreeMap<>();

    @BeforeAll
    static void openTheService() throws IOException {
        postgres = EmbeddedPostgres.start();
        demo = Demo.start(Map.of(
                "spring.datasource.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username",
                "postgres",
                "camunda.bpm.job-execution.wait-time-in-millis",
                "50",
                "camunda.bpm.job-execution.max-wait",
                "200"));
        stacy = loggedIn(DemoPerson.STACY_SUPERVISOR);
        nancy = loggedIn(DemoPerson.NANCY_NURSE);
        helpDesk = loggedIn(DemoPerson.HELP_DESK);
        lead = loggedIn(DemoPerson.HELP_DESK_LEAD);
        operations = loggedIn(DemoPerson.OPERATIONS);
        registry = loggedIn(DemoPerson.REGISTRY_STAFF);
    }

    @AfterAll
    static void closeTheService() throws IOException {
        demo.stop();
        postgres.close();
    }

    @Test
    void comesOutHarmlessOrNotAtAll(CapturedOutput log) throws Exception {
        assertThat(forms())
                .as("every form is walked here")
                .containsExactly(
                        "access-deletion",
                        "access-request",
                        "correct-email-address",
                        "decide-access-deletion",
                        "decide-access-request",
                        "decide-dispute",
                        "inactivate-account",
                        "provision-access",
                        "release-email",
                        "renew-temporary-password",
                        "replace-supervisor",
                        "resolve-difference",
                        "review-mass-inactivation",
                        "user-agreement");

        List<String> texts = HostileCorpus.texts();
        HostileCorpus.jsonTexts().forEach(text -> {
            overTheEnginesRest(text);
            ofTheCorrectedAddress(text);
            ofAnOutcome("renew-temporary-password", text);
            ofAnOutcome("release-email", text);
            ofAnOutcome("inactivate-account", text);
            ofTheDecision(text);
            ofAnOutcome("decide-access-deletion", text);
            ofAnOutcome("decide-access-request", text);
            ofAnOutcome("resolve-difference", text);
            ofAnOutcome("review-mass-inactivation", text);
        });
        texts.forEach(HostileCorpusIT::asAQuestion);
        String last = null;
        for (int i = 0; i < texts.size(); i++) {
            demo.endAccess(DemoPerson.NANCY_NURSE);
            last = walk(texts.get(i), i % 2 == 0);
            walkOfDeletion(texts.get(i));
        }
        renewByALink(
                last,
                texts.stream().map(text -> text.replace(MARK, MARK_OF_RENEWAL)).toList());

        assertAll(
                HostileCorpusIT::showsNothingForged,
                HostileCorpusIT::exportsTextAlone,
                HostileCorpusIT::keepsItOutOfTheEngine,
                () -> keepsItOutOfTheLog(log));
        assertThat(taken)
                .containsKeys(
                        "access-request.justification",
                        "access-request.employer",
                        "access-request.legalFirstName",
                        "user-agreement.facilityName",
                        "user-agreement.fullLegalName",
                        "provision-access.note",
                        "provision-access.differenceReason",
                        "provision-access.username",
                        "provision-access.temporaryPassword",
                        "renew-temporary-password.note",
                        "renew-temporary-password.temporaryPassword",
                        "access-deletion.employer",
                        "access-deletion.legalFirstName",
                        "decide-access-deletion.note",
                        "inactivate-account.note");
        assertThat(taken.get("access-request.justification")).isGreaterThan(20);
    }

    /** One request from the form to its end, with the text wherever it is taken. */
    private String walk(String text, boolean returned) throws Exception {
        String number = submit(text);
        readBy(stacy, number);
        readBy(helpDesk, number);
        refused(
                stacy.post(
                        "/requests/" + number + "/start-date",
                        Map.of("startDateMonth", text, "startDateDay", text, "startDateYear", text)),
                text);
        refused(stacy.post("/requests/" + number + "/email", Map.of("emailAddress", text)), text);
        sign(number, text);
        if (returned) {
            decide(number, goodWith(Map.of("outcome", "RETURNED"), text, "note"), "note");
            readBy(stacy, number);
            correct(number, text);
            readBy(helpDesk, number);
            if (state(number).contains("AWAITING_SIGNATURE")) { // another name was taken
                harmless(nancy.get("/agreements/" + number), text);
                sign(number, text);
            }
        }
        Map<String, String> login = Map.of(
                "outcome",
                "PROVISIONED",
                "despiteContradiction",
                "true",
                "differenceReason",
                text,
                "username",
                "nnurse",
                "temporaryPassword",
                "Xk7!temporary-9");
        String[] typed = {"differenceReason", "username", "temporaryPassword"};
        decide(number, goodWith(login, text, typed), typed);
        await(text)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(number)).containsOnly("GRANTED"));
        readBy(nancy, number);
        mails(number);
        besideTheForms(text);
        inTheDirectory(number, text);
        return number;
    }

    /** One account whose password is declined and renewed with each text, as if it had gone out by a one-time link. */
    private void renewByALink(String number, List<String> texts) {
        demo.bean(JdbcClient.class).sql("""
                        update credential set delivery = 'ONE_TIME_LINK', expires_at = delivered_at
                        where request_number = :number""").param("number", number).update();
        int shownAsTyped = 0;
        for (String text : texts) {
            renew(number, goodWith(Map.of("outcome", "DECLINED"), text, "note"), "note");
            for (DemoVisitor reader : List.of(nancy, stacy, helpDesk)) {
                readBy(reader, number);
            }
            renew(number, goodWith(Map.of("outcome", "RENEWED"), text, "temporaryPassword"), "temporaryPassword");
            HttpResponse<String> shown = nancy.post("/credentials/" + number, Map.of());
            harmless(shown, text);
            String password = Jsoup.parse(shown.body())
                    .select("#temporary-password")
                    .first()
                    .wholeText();
            assertThat(password).as("as the text that it is").isIn(text, GOOD);
            shownAsTyped += password.equals(text) ? 1 : 0;
        }
        assertThat(shownAsTyped).isPositive().isEqualTo(taken.get("renew-temporary-password.temporaryPassword"));
        mails(number);
        assertThat(mailsAbout(number))
                .filteredOn(mail -> mail.subject().endsWith(": no new temporary password")
                        && mail.text().contains(MARK_OF_RENEWAL)
                        && mail.html().contains(MARK_OF_RENEWAL))
                .hasSize(taken.get("renew-temporary-password.note"));
        assertThat(mailsAbout(number))
                .filteredOn(mail -> mail.html().contains("/credentials/"))
                .hasSize(texts.size())
                .noneMatch(mail -> (mail.html() + mail.text()).contains(MARK_OF_RENEWAL));
    }

    /** From the wish for a new password, told by phone, to the mail that answers it. */
    private void renew(String number, Map<String, String> answer, String hostile) {
        harmless(nancy.get("/credentials/" + number), number);
        harmless(helpDesk.get("/requests/" + number), number);
        harmless(helpDesk.post("/staff/requests/" + number + "/renewal", Map.of()), number);
        complete(
                "renew-temporary-password",
                CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD,
                number,
                answer,
                hostile);
        await(number)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(number)).containsOnly("GRANTED"));
    }

    /** One deletion from the form to an account that is kept, with the text wherever it is taken. */
    private void walkOfDeletion(String text) {
        stacy.get("/deletions/new");
        Map<String, String> good = new LinkedHashMap<>();
        SampleDeletion.with("emailAddress", "nora.nurse@sphealth.org")
                .forEach((name, value) -> good.put(name, String.valueOf(value)));
        good.put("lastDay", LocalDate.now(ZoneId.of("America/Denver")).toString());
        Map<String, String> hostile = HostileCorpus.everywhere(fields("access-deletion"), text);
        hostile.put("emailAddress", text);
        good.putAll(takenOf("access-deletion", stacy.post("/deletions/new", hostile), hostile));
        good.remove("username"); // the walk of a request made an account of that name, and ended it
        HttpResponse<String> check = stacy.post("/deletions/new", good);
        harmless(check, text);
        good.put("asked", Jsoup.parse(check.body()).select("[name=asked]").val());
        good.put("confirm", "true");
        HttpResponse<String> page = stacy.post("/deletions/new", good);
        assertThat(page.uri().getPath())
                .as(text + "\n"
                        + Jsoup.parse(page.body()).select(".form-errors").text())
                .matches("/deletions/REQ\\d{7}");
        String number = page.uri().getPath().substring("/deletions/".length());
        harmless(page, text);
        harmlessJson(registry.getJson("/staff/deletions/" + number + "/summary.json"));

        complete(registry, "decide-access-deletion", number, Map.of("outcome", "APPROVED", "note", text));
        complete(helpDesk, "inactivate-account", number, Map.of("outcome", "KEPT", "note", text));
        await(text)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mailsAbout(number)).hasSize(1));
        mails(number);
        for (DemoVisitor reader : List.of(stacy, helpDesk)) {
            harmless(reader.get("/deletions/" + number), text);
            harmless(reader.get("/requests"), text);
        }
    }

    /** By Tasklist's way; a note that is refused is sent again as something good. */
    private void complete(DemoVisitor person, String form, String number, Map<String, String> answer) {
        String task = await(number + " " + form)
                .atMost(PATIENCE)
                .until(
                        () -> demo.bean(JdbcClient.class)
                                .sql("""
                        select t.id_ from act_ru_task t join act_ru_execution e on e.proc_inst_id_ = t.proc_inst_id_
                        where e.business_key_ = :number""")
                                .param("number", number)
                                .query(String.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
        HttpResponse<String> said = person.engine("POST", "/task/" + task + "/submit-form", variables(answer));
        if (said.statusCode() == 400) {
            assertThat(message(said)).contains("note: ").doesNotContain(MARK);
            Map<String, String> good = new LinkedHashMap<>(answer);
            good.put("note", "Called, and it is right");
            said = person.engine("POST", "/task/" + task + "/submit-form", variables(good));
        } else {
            count(form + ".note");
        }
        assertThat(said.statusCode()).as(said.body()).isIn(200, 204);
    }

    private String submit(String text) {
        stacy.get("/requests/new");
        Map<String, String> good = new LinkedHashMap<>(StepsDocument.accessRequest());
        Map<String, String> hostile = HostileCorpus.everywhere(fields("access-request"), text);
        hostile.put("emailAddress", text);
        Map<String, String> kept = takenOf("access-request", stacy.post("/requests/new", hostile), hostile);
        good.putAll(kept);
        HttpResponse<String> page = stacy.post("/requests/new", good);
        assertThat(page.uri().getPath())
                .as(text + "\n"
                        + Jsoup.parse(page.body()).select(".form-errors").text())
                .matches("/requests/REQ\\d{7}");
        return page.uri().getPath().substring("/requests/".length());
    }

    private void correct(String number, String text) {
        stacy.get("/requests/" + number + "/correct");
        Map<String, String> good = new LinkedHashMap<>(StepsDocument.accessRequest());
        Map<String, String> hostile = HostileCorpus.everywhere(fields("access-request"), text + "!");
        HttpResponse<String> refused = stacy.post("/requests/" + number + "/correct", hostile);
        good.putAll(takenOf("access-request", refused, hostile));
        HttpResponse<String> page = stacy.post("/requests/" + number + "/correct", good);
        assertThat(page.uri().getPath()).as(text).isEqualTo("/requests/" + number);
    }

    private void sign(String number, String text) throws Exception {
        String path = "/agreements/" + number;
        nancy.get(path);
        Map<String, String> good = new LinkedHashMap<>(StepsDocument.userAgreementOfToday());
        Map<String, String> hostile = HostileCorpus.everywhere(fields("user-agreement"), text);
        hostile.put("action", "save");
        harmless(nancy.post(path, hostile), text);
        harmless(nancy.get(path), text);
        hostile.put("action", "review");
        Map<String, String> kept = takenOf("user-agreement", nancy.post(path, hostile), hostile);
        good.putAll(kept);
        good.remove("requestNumber");
        good.put("action", "review");
        HttpResponse<String> review = nancy.post(path, good);
        assertThat(review.uri().getPath()).as(text).isEqualTo(path + "/review");
        harmless(review, text);
        String reviewed =
                Jsoup.parse(review.body()).select("input[name=reviewed]").val();
        assertThat(nancy.post(path + "/review", Map.of("reviewed", reviewed)).statusCode())
                .isEqualTo(200);

        HttpResponse<String> record = nancy.get(path + "/record");
        harmless(record, text);
        assertThat(record.body().contains(MARK)).as(text).isEqualTo(!kept.isEmpty());
        asPdf(path + "/record.pdf", text, !kept.isEmpty());
    }

    private static void asPdf(String path, String text, boolean kept) throws IOException {
        HttpResponse<byte[]> answer = nancy.getBytes(path);
        try (PDDocument pdf = Loader.loadPDF(answer.body())) {
            String words = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
            assertThat(words.contains(MARK)).as(text).isEqualTo(kept);
            assertThat(words).as(text).doesNotContain(CALCULATED);
            assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(pdf.getDocumentCatalog().getAcroForm()).isNull();
            assertThat(pdf.getDocumentCatalog().getNames()).isNull();
        }
    }

    private void decide(String number, Map<String, String> decision, String... hostile) {
        complete("provision-access", AccessRequestProcess.PROVISION_ACCESS, number, decision, hostile);
    }

    /** By Tasklist's way; what the engine refuses is sent again as something good. */
    private void complete(String form, String key, String number, Map<String, String> answers, String... hostile) {
        String task = await().atMost(PATIENCE).until(() -> openTask(number, key), id -> id != null);
        harmlessJson(helpDesk.getJson("/staff/requests/" + number + "/summary.json"));
        Map<String, String> sent = new LinkedHashMap<>(answers);
        HttpResponse<String> answer = helpDesk.engine("POST", "/task/" + task + "/submit-form", variables(sent));
        if (answer.statusCode() == 400) {
            String message = message(answer);
            for (String field : hostile) {
                if (message.contains(field + ": ")) {
                    sent.put(field, field.equals("note") ? "Mend it" : GOOD);
                }
            }
            answer = helpDesk.engine("POST", "/task/" + task + "/submit-form", variables(sent));
        }
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
        Stream.of(hostile)
                .filter(field -> sent.get(field).equals(answers.get(field)))
                .forEach(field -> count(form + "." + field));
    }

    private void overTheEnginesRest(String text) {
        Map<String, String> hostile = HostileCorpus.everywhere(fields("access-request"), text);
        HttpResponse<String> answer = operations.engine("POST", START, variables(hostile));
        assertThat(answer.statusCode()).as(text).isEqualTo(400);
        String message = message(answer);
        assertThat(message).doesNotContain(MARK, "evil.example", "<script", "\u001b", "FORGED", CALCULATED);
        for (String field : fields("access-request")) {
            Map<String, String> one = new LinkedHashMap<>(StepsDocument.accessRequest());
            one.put("authorizingOfficial", "nobody"); // so that nothing starts
            one.put(field, text);
            HttpResponse<String> refusal = operations.engine("POST", START, variables(one));
            assertThat(refusal.statusCode()).as(field).isEqualTo(400);
            assertThat(message(refusal)).contains("authorizingOfficial: ").doesNotContain(MARK);
            assertThat(message(refusal).contains(field + ": "))
                    .as(field + " by the page and by the engine: " + text)
                    .isEqualTo(message.contains(field + ": "));
        }
    }

    private static void ofTheCorrectedAddress(String text) {
        assertThat(FORMS.current("correct-email-address").check(Map.of("emailAddress", text)))
                .as(text)
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("emailAddress"));
    }

    private static void ofAnOutcome(String form, String text) {
        assertThat(FORMS.current(form).check(Map.of("outcome", text)))
                .as(text)
                .anySatisfy(error -> assertThat(error.field()).isEqualTo("outcome"));
    }

    private static void ofTheDecision(String text) {
        for (String form : List.of("decide-dispute", "replace-supervisor")) {
            assertThat(FORMS.current(form).check(Map.of("outcome", text, "supervisorAddress", text)))
                    .as(text)
                    .extracting(error -> error.field())
                    .contains("outcome", "supervisorAddress", "note");
        }
    }

    /**
     * Every handler of a POST that takes a text of its own is sent each text: {@link #besideTheForms},
     * {@link #inTheDirectory}.
     */
    @Test
    void knowsEveryPageThatTakesAText() {
        Set<String> handlers = demo.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                .filter(route ->
                        route.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
                .map(Map.Entry::getValue)
                .filter(handler -> Stream.of(handler.getMethodParameters())
                        .anyMatch(parameter -> parameter.getParameterType().isRecord()
                                || parameter.hasParameterAnnotation(RequestParam.class)
                                        && parameter.nestedIfOptional().getNestedParameterType() == String.class))
                .map(handler -> handler.getBeanType().getSimpleName() + "."
                        + handler.getMethod().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(handlers)
                .containsExactly(
                        "AgreementPage.sign", // compares what was reviewed
                        "DeletionPages.withdraw", // whether a button was pressed
                        "DeputyPages.answer", // which button was pressed
                        "DeputyPages.end", // whether a button was pressed
                        "DeputyPages.name",
                        "DifferencePages.accept",
                        "DisputePages.dispute",
                        "ExemptionPage.exempt",
                        "FacilityPages.reopen",
                        "FacilityPages.retire",
                        "HandoverPages.answer", // which button was pressed
                        "HandoverPages.ask",
                        "ImportFacilitiesPage.read",
                        "ImportPages.upload", // reads two choices
                        "MergeFacilityPage.merge",
                        "NewDeletionPage.submit",
                        "NewRequestPage.submit", // whether only details are corrected; the rest is a form file
                        "ReplacePages.change",
                        "ReplacePages.confirm",
                        "ReplacePages.preview",
                        "RequestChangePages.correctEmail", // while the request waits
                        "RequestClinicPage.say",
                        "RequestPages.withdraw", // whether a button was pressed
                        "StaffDeputyPages.end",
                        "UndoMergePage.undo",
                        "UnlistedPage.addAll"); // compares what was shown
    }

    /** The directory of clinics takes names, reasons and whole lists, and shows the names on the form of a request. */
    private static void inTheDirectory(String number, String text) {
        List<String> clinics = List.of("FAC9999998", "FAC9999999");
        clinics.forEach(clinic ->
                demo.bean(JdbcClient.class).sql("""
                        insert into facility (number, status, employer, employer_key, location_name, location_key)
                        select :number, 'ACTIVE', 'Clinic ' || :number, :number, 'Main Street', 'mainstreet'
                        where not exists (select 1 from facility where number = :number)""").param("number", clinic).update());
        String all = "/staff/facilities";
        String clinic = all + "/" + clinics.get(0);
        Map<String, String> facts = Map.of(
                "employer",
                text,
                "locationName",
                text,
                "vfcPin",
                text,
                "streetAddress",
                text,
                "city",
                text,
                "reason",
                text);
        List<HttpResponse<String>> answers = List.of(
                registry.post(clinic + "/correct", facts),
                registry.post(all + "/new", Map.of("employer", text, "locationName", text)),
                registry.post(clinic + "/merge", Map.of("into", clinics.get(1), "reason", text, "versionGone", text)),
                registry.post(clinic + "/merge", Map.of("into", text)),
                registry.post(clinic + "/undo-merge", Map.of("reason", text, "versionGone", text)),
                registry.post(clinic + "/retire", Map.of("reason", text)),
                registry.post(clinic + "/reopen", Map.of("reason", text)),
                registry.get(clinic),
                registry.post(all + "/import", Map.of("list", text)),
                registry.post(all + "/import", Map.of("list", text, "shown", text)),
                registry.post(all + "/unlisted", Map.of("shown", text)),
                registry.post("/staff/requests/" + number + "/facility", Map.of("facility", text)),
                registry.get(all),
                stacy.get("/clinics"),
                stacy.get("/requests/new"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.uri() + " " + text).isLessThan(500);
            harmless(answer, text);
        });
    }

    /**
     * Reasons and notes that no form of the engine takes: what nobody can see is refused with words beside its field.
     */
    private static void besideTheForms(String text) {
        String account = demo.bean(AccountRegister.class)
                .ofPerson(DemoPerson.NANCY_NURSE.address())
                .get(0)
                .number();
        harmless(
                stacy.post("/deletions/new?account=" + URLEncoder.encode(text, StandardCharsets.UTF_8), Map.of()),
                text);
        harmless(
                registry.post(
                        "/staff/supervisors/replace",
                        Map.of("change", "", "account", account, "name", text, "reason", text)),
                text);
        if (TypedText.isText(TypedText.clean(text)) && text.length() < 1_000) {
            return;
        }
        Map<String, String> replaced = Map.of(
                "account",
                account,
                "name",
                "Other Supervisor",
                "address",
                "other.supervisor@example.org",
                "reason",
                text);
        differs(account);
        refused(registry.post("/staff/supervisors/replace", replaced), text);
        refused(registry.post("/staff/supervisors/replace/confirm", replaced), text);
        refused(registry.post("/staff/differences/DIF9999999/accept", Map.of("reason", text)), text);
        refused(
                registry.post(
                        "/staff/accounts/" + account + "/exemption",
                        Map.of("until", LocalDate.now().plusDays(30).toString(), "reason", text)),
                text);
        refused(
                registry.post(
                        "/staff/accounts/" + account + "/details",
                        Map.of("legalFirstName", text, "employer", text, "newEmailAddress", text, "reason", text)),
                text);
        refused(stacy.post("/people/" + account + "/dispute", Map.of("note", text)), text);
        refused(stacy.post("/people/" + account + "/handover", Map.of("address", text, "reason", text)), text);
        refused(stacy.post("/people/deputies", Map.of("name", text, "address", text)), text);
        demo.bean(JdbcClient.class).sql("""
                        insert into deputyship (number, official_address, official_name, deputy_address, deputy_name,
                            named_at, confirmed_by, lapses_at, accepted_at)
                        select 'DPY9999999', 'official@example.org', 'Some Official', 'deputy@example.org', 'Some Deputy',
                            current_timestamp, 'REGISTER', current_timestamp, current_timestamp
                        where not exists (select 1 from deputyship where number = 'DPY9999999')""").update();
        refused(registry.post("/staff/deputies/DPY9999999/end", Map.of("reason", text)), text);
    }

    private static void refused(HttpResponse<String> answer, String text) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + text).isEqualTo(422);
        harmless(answer, text);
        assertThat(Jsoup.parse(answer.body())
                        .select(".field-error, [id^=error-]")
                        .eachText())
                .as(answer.uri() + " " + text)
                .isNotEmpty();
    }

    /** A difference of an account, whose level could be taken over. */
    private static void differs(String account) {
        demo.bean(JdbcClient.class).sql("""
                        insert into account_difference (number, kind, username, username_key, account, ours, theirs, found_by, found_at, seen_by)
                        select 'DIF9999999', 'LEVEL_DIFFERS', 'nnurse', 'nnurse', :account, 'RECORD_MAINTENANCE', 'VACCINE_MANAGEMENT', 'IMP0000001', current_timestamp, 'IMP0000001'
                        where not exists (select 1 from account_difference where number = 'DIF9999999')""").param("account", account).update();
    }

    private static void asAQuestion(String text) {
        String question = URLEncoder.encode(text.substring(0, Math.min(200, text.length())), StandardCharsets.UTF_8);
        for (String path : List.of(
                "/requests?find=",
                "/staff/mails?number=",
                "/staff/mails?state=",
                "/requests/new?type=",
                "/requests/new?account=",
                "/people?find=",
                "/people?sort=",
                "/people/x/dispute?note=",
                "/staff/accounts?find=",
                "/staff/deputies?find=",
                "/people/for/",
                "/requests/new?for=",
                "/deletions/new?for=",
                "/clinics?for=",
                "/staff/facilities?find=",
                "/staff/facilities?show=",
                "/clinics?find=",
                "/clinics?type=",
                "/staff/accounts?filter=",
                "/staff/accounts/",
                "/deletions/",
                "/deletions/new?account=",
                "/requests/",
                "/agreements/",
                "/login/refused?x=",
                "/reactivations/new?account=")) {
            HttpResponse<String> page = lead.get(path + question.replace("+", "%20"));
            assertThat(page.statusCode()).as(path).isIn(200, 400, 403, 404);
            if (page.headers().firstValue("Content-Type").orElse("").startsWith("text/plain")) {
                assertThat(page.body())
                        .as("the container's own words")
                        .startsWith("This did not work.")
                        .doesNotContain(MARK);
            } else {
                harmless(page, text);
            }
        }
        for (String path :
                List.of("/staff/audit?number=", "/staff/audit?address=", "/staff/supervisors/replace?account=")) {
            HttpResponse<String> page = registry.get(path + question.replace("+", "%20"));
            assertThat(page.statusCode()).as(path).isIn(200, 400, 404);
            if (page.statusCode() != 400) {
                harmless(page, text);
            }
        }
        for (String path :
                List.of("/people/accounts.csv?find=", "/staff/accounts.csv?find=", "/staff/requests.csv?find=")) {
            assertThat(lead.get(path + question.replace("+", "%20")).statusCode())
                    .as(path)
                    .isIn(200, 400);
        }
    }

    private void readBy(DemoVisitor reader, String number) {
        for (String path : List.of("/requests", "/requests/" + number)) {
            HttpResponse<String> page = reader.get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            harmless(page, number);
        }
        HttpResponse<String> mails = lead.get("/staff/mails?number=" + number);
        assertThat(mails.body()).contains(number);
        harmless(mails, number);
    }

    private static void mails(String number) {
        List<DemoMail> mails = mailsAbout(number);
        assertThat(mails).isNotEmpty().allSatisfy(mail -> {
            assertThat(mail.to())
                    .isIn(
                            DemoPerson.NANCY_NURSE.address(),
                            DemoPerson.STACY_SUPERVISOR.address(),
                            DemoPerson.HELP_DESK_LEAD.address());
            assertThat(mail.cc()).isEmpty();
            assertThat(mail.from()).isEqualTo("servicedesk@service.mt.gov");
            assertThat(mail.subject()).matches("REQ\\d{7}: [\\p{L} ,'.-]+").doesNotContain(MARK, "forged");
            assertThat(mail.html() + mail.text()).doesNotContain(CALCULATED);
            assertThat(mail.text()).isNotBlank();
            Document page = Jsoup.parse(mail.html());
            assertThat(
                            page.select(
                                    "script, svg, iframe, object, form, [onerror], [onload], [onmouseover], img[src=x], h1:contains(forged), b:contains(forged)"))
                    .as(mail.html())
                    .isEmpty();
            assertThat(page.select("a").eachAttr("href"))
                    .allMatch(href -> href.startsWith(demo.baseUrl() + "/")
                            || href.equals("https://login.mt.gov")
                            || href.equals("https://immtrax.example.gov/login")
                            || href.startsWith("tel:")
                            || href.startsWith("mailto:servicedesk@"));
        });
    }

    private static void showsNothingForged() {
        for (DemoVisitor reader : List.of(stacy, nancy, helpDesk, lead)) {
            harmless(reader.get("/requests"), "the list");
        }
        assertThat(demo.mails().all()).noneMatch(mail -> (mail.to() + mail.cc()).contains("evil"));
    }

    private static void exportsTextAlone() throws IOException {
        String csv = new String(lead.getBytes("/staff/requests.csv").body(), StandardCharsets.UTF_8);
        var rows = CSVFormat.RFC4180.parse(new StringReader(csv.substring(1))).getRecords();
        assertThat(rows).hasSize(HostileCorpus.texts().size() + 1).allSatisfy(row -> {
            assertThat(row.size()).isEqualTo(rows.get(0).size());
            assertThat(row.toList()).noneMatch(cell -> cell.matches("(?s)[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n].*"));
        });
        assertThat(csv).contains("'=cmd|", MARK);
    }

    private static void keepsItOutOfTheEngine() {
        DatabaseDump dump = DatabaseDump.of(demo.bean(JdbcClient.class));
        assertThat(dump.placesOf(MARK)).isNotEmpty().noneMatch(place -> place.startsWith("act_"));
        assertThat(dump.placesOf(MARK_OF_RENEWAL)).containsExactly("request_event.note");
    }

    private static void keepsItOutOfTheLog(CapturedOutput log) {
        assertThat(log.getAll())
                .contains("Started")
                .doesNotContain(
                        "\u001b",
                        "\u0000",
                        "\u202e",
                        DemoPerson.NANCY_NURSE.address(),
                        DemoPerson.STACY_SUPERVISOR.address(),
                        "1982-03-20",
                        "406-444-1234",
                        "Xk7!temporary-9",
                        CALCULATED);
        assertThat(log.getAll().lines())
                .noneMatch(line -> line.startsWith("2026-01-01T00:00:00.000Z"))
                .noneMatch(line -> line.contains(MARK) || line.contains(MARK_OF_RENEWAL));
    }

    /**
     * Fields of the form that the answer does not refuse, with their hostile values; whatever is refused has its words
     * beside it.
     */
    private Map<String, String> takenOf(String form, HttpResponse<String> answer, Map<String, String> sent) {
        assertThat(answer.statusCode()).isEqualTo(422);
        harmless(answer, sent.toString());
        Document page = Jsoup.parse(answer.body());
        Map<String, String> kept = new LinkedHashMap<>();
        for (FormField field : FORMS.current(form).fields()) {
            boolean there = page.getElementById(field.name()) != null; // or in a part that this page does not show
            boolean refused = !there || page.getElementById(field.name() + "-error") != null;
            boolean ticked = field.control() == Control.CHECKBOX; // or not: whatever text is sent for it stays nowhere
            if (!refused && !field.shown() && !ticked) {
                assertThat(field.control())
                        .as(field.name() + " took " + sent.get(field.name()))
                        .isIn(Control.TEXT, Control.TEXTAREA);
                kept.put(field.name(), sent.get(field.name()));
                count(form + "." + field.name());
            }
        }
        return kept;
    }

    private void count(String field) {
        taken.merge(field, 1, Integer::sum);
    }

    /** A page with nothing in it that our templates do not hold. */
    private static void harmless(HttpResponse<String> answer, String what) {
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(
                        "script, style, svg, iframe:not([src^=/session/notice?from=/]), object, embed, img, [style], base, "
                                + "meta[http-equiv]"))
                .as(what)
                .isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(e -> e.attributes().asList().stream())
                        .filter(a -> a.getKey().startsWith("on")
                                || a.getKey().startsWith("ng-")
                                || List.of("href", "action", "src").contains(a.getKey())
                                        && a.getValue().strip().startsWith("javascript:")))
                .as(what)
                .isEmpty();
        assertThat(page.select("main")).as(what).hasSize(1);
        assertThat(page.select("h1")).as(what).hasSize(1);
        assertThat(page.title()).as(what).doesNotContain("forged").endsWith(" - imMTrax Access");
        assertThat(answer.body()).as(what).doesNotContain(CALCULATED, "\u0000", "\u001b", "\tat ", "Exception");
        assertThat(answer.headers().map().keySet()).as(what).doesNotContain("bcc", "subject");
    }

    private static void harmlessJson(String json) {
        try {
            assertThat(JSON.readTree(json).get("requestNumber").asText()).matches("REQ\\d{7}");
            assertThat(json).doesNotContain(CALCULATED, "Exception");
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static Map<String, String> goodWith(Map<String, String> good, String text, String... fields) {
        Map<String, String> values = new LinkedHashMap<>(good);
        for (String field : fields) {
            values.put(field, text);
        }
        return values;
    }

    private static String openTask(String number, String key) {
        return demo.bean(JdbcClient.class)
                .sql("""
                        select t.id_ from act_ru_task t join act_ru_execution e on e.proc_inst_id_ = t.proc_inst_id_
                        where e.business_key_ = :number and t.task_def_key_ = :key""")
                .param("number", number)
                .param("key", key)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Where the request stands, with whatever the engine or the mail server still has to do or could not do. */
    private static List<String> state(String number) {
        return demo.bean(JdbcClient.class)
                .sql("""
                        select status from access_request where number = :number
                        union all select state || ' ' || template from mail_ledger
                            where case_number = :number and state not in ('SENT', 'WITHDRAWN')
                        union all select 'failed: ' || j.exception_msg_ from act_ru_job j where j.exception_msg_ is not null""")
                .param("number", number)
                .query(String.class)
                .list();
    }

    private static List<DemoMail> mailsAbout(String number) {
        return demo.mails().all().stream()
                .filter(mail -> mail.subject().startsWith(number))
                .toList();
    }

    private static List<String> fields(String form) {
        return FORMS.current(form).fields().stream()
                .filter(field -> !field.shown())
                .map(FormField::name)
                .toList();
    }

    private static List<String> forms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.replace(".html", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String variables(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "variables",
                    values.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, e -> variable(e.getKey(), e.getValue())))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> variable(String name, String value) {
        boolean ticked =
                (name.equals("authorizingOfficial") || name.equals("despiteContradiction")) && value.equals("true");
        return ticked ? Map.of("value", true, "type", "Boolean") : Map.of("value", value, "type", "String");
    }

    private static String message(HttpResponse<String> answer) {
        try {
            JsonNode message = JSON.readTree(answer.body()).get("message");
            assertThat(message).as(answer.body()).isNotNull();
            return message.asText();
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    private static DemoVisitor loggedIn(DemoPerson person) {
        DemoVisitor visitor = demo.visitor();
        visitor.logIn(person);
        visitor.get("/camunda/app/tasklist/default/"); // where staff get the token of the engine's applications
        return visitor;
    }
}
