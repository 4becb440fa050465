package gov.mt.immtrax.access.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Registry staff keep the directory of clinics. */
@ModelTest
class FacilityPagesTests {

    private static final String PAGE = "/staff/facilities";

    private static final RequestPostProcessor REGISTRY_STAFF = user("r").authorities(() -> "ROLE_REGISTRY_STAFF");

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    FacilityDirectory directory;

    @Autowired
    FacilityHistory history;

    @Autowired
    LikelyFacilities likely;

    @Autowired
    JdbcClient jdbc;

    private String broadway;
    private String clinic;
    private String number;
    private String gone;
    private String stays;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        staff();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private void twoClinics() {
        broadway = added("St. Peter\u2019s Health", "SPH Broadway", "2102", "Helena");
        clinic = added("Billings Clinic, Inc.", "Heights", "77", "Billings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ST PETERS HEALTH",
                "saint peter",
                "St",
                "broadway",
                "sph br",
                "health broad",
                "helena",
                "peter helena",
                "2102",
                "VFC 2102",
                "VFC PIN: 2102"
            })
    void findsByFoldingWordsAndPin(String typed) throws Exception {
        twoClinics();
        assertThat(found(typed)).containsExactly(broadway);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Peter's Clinic", "broadway billings", "210", "%", "_", "'", "FAC9999999"})
    void findsNothingElse(String typed) throws Exception {
        twoClinics();
        assertThat(found(typed)).isEmpty();
    }

    @Test
    void findsByNumberAndByNamesFromBefore() throws Exception {
        twoClinics();
        assertThat(found(broadway.toLowerCase())).containsExactly(broadway);
        correct(broadway, Map.of("employer", "Intermountain Health"));

        assertThat(found("St Peters")).containsExactly(broadway);
        assertThat(found("intermountain broadway")).containsExactly(broadway);
    }

    @Test
    void showsRetiredOnesOnlyWhenAsked() throws Exception {
        twoClinics();
        directory.retire(clinic, null);

        assertThat(found("")).containsExactly(broadway);
        assertThat(numbers(page(PAGE + "?show=retired"))).containsExactly(clinic);
        assertThat(numbers(page(PAGE + "?show=all"))).containsExactly(clinic, broadway);
    }

    @Test
    void goesFromPageToPage() throws Exception {
        twoClinics();
        for (int i = 0; i < 50; i++) {
            added("Practice " + i, "Main", null, null);
        }
        Document first = page(PAGE);
        assertThat(numbers(first)).hasSize(50);
        assertThat(first.select(".count").text()).isEqualTo("52 clinics, page 1 of 2");
        assertThat(numbers(page(first.select("a[rel=next]").attr("href"))))
                .containsExactly(numbers(page(PAGE + "?page=2")).toArray(String[]::new));
        assertThat(numbers(page(PAGE + "?page=99999999999"))).hasSize(50);
    }

    private List<String> found(String typed) throws Exception {
        return numbers(Jsoup.parse(http.perform(get(PAGE).param("find", typed).with(REGISTRY_STAFF))
                .andReturn()
                .getResponse()
                .getContentAsString()));
    }

    @Test
    void addsAClinicThatIsFoundByItsNameAtOnce() throws Exception {
        MockHttpServletResponse answer = post(
                PAGE + "/new",
                Map.of(
                        "employer",
                        " Bozeman  Health ",
                        "locationName",
                        "Deaconess",
                        "vfcPin",
                        "VFC 311",
                        "state",
                        "MT"));

        Facility added = directory.named("BOZEMAN HEALTH", "deaconess").orElseThrow();
        assertThat(answer.getStatus()).isEqualTo(303);
        assertThat(answer.getRedirectedUrl()).isEqualTo(PAGE + "/" + added.number());
        assertThat(added.facts().employer()).isEqualTo("Bozeman  Health");
        assertThat(added.facts().vfcPin()).isEqualTo("311");
        assertThat(added.facts().city()).isNull();
        assertThat(history.of(added.number()))
                .extracting(FacilityChange::type, FacilityChange::actor)
                .containsExactly(tuple(FacilityChangeType.ADDED, Office.REGISTRY));
        assertThat(lastAudit()).isEqualTo("FACILITY_ADDED " + added.number());
    }

    @Test
    void leadsToTheClinicThatIsThere() throws Exception {
        String number = added("St. Peter's Health", "SPH Broadway", null, null);
        directory.retire(number, null);

        MockHttpServletResponse answer =
                post(PAGE + "/new", Map.of("employer", "Saint Peters Health", "locationName", "sph-broadway"));

        Document again = Jsoup.parse(answer.getContentAsString());
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(again.select("#locationName-error").text())
                .isEqualTo("This clinic is in the directory already: " + number);
        assertThat(again.select("#employer").val()).isEqualTo("Saint Peters Health");
    }

    @Test
    void takesTheValuesThatARequestTakes() throws Exception {
        MockHttpServletResponse answer = post(
                PAGE + "/new", Map.of("employer", "www.example.org", "vfcPin", "12a", "zip", "5960", "state", "XX"));

        Document again = Jsoup.parse(answer.getContentAsString());
        assertThat(again.select(".field-error").eachAttr("id"))
                .containsExactlyInAnyOrder(
                        "employer-error", "locationName-error", "vfcPin-error", "zip-error", "state-error");
        assertThat(again.select("#zip").val()).isEqualTo("5960");
        assertThat(jdbc.sql("select count(*) from facility").query(Long.class).single())
                .isZero();
    }

    private void aMisspeltClinic() {
        number = added("St Peters Helth", "SPH Broadway", "2102", "Helena");
    }

    @Test
    void keepsWhatWasTypedAndFindsItByBothNames() throws Exception {
        aMisspeltClinic();
        register.open(placed("n1", "St. Peters Helth", "SPH Broadway"), Cause.note("test"));

        correct(number, Map.of("employer", "St. Peter's Health", "vfcPin", ""));

        assertThat(directory
                        .named("ST PETERS HELTH", "SPH Broadway")
                        .orElseThrow()
                        .name())
                .isEqualTo("St. Peter's Health, SPH Broadway");
        assertThat(history.of(number))
                .filteredOn(it -> it.field() != null)
                .extracting(FacilityChange::field, FacilityChange::before, FacilityChange::after, FacilityChange::note)
                .containsExactlyInAnyOrder(
                        tuple("employer", "St Peters Helth", "St. Peter's Health", "Their letter"),
                        tuple("vfcPin", "2102", null, "Their letter"));
        Document page = page(PAGE + "/" + number);
        assertThat(page.text())
                .contains("1 active account", "Also typed as St Peters Helth, SPH Broadway", "Their letter");
        assertThat(lastAudit()).isEqualTo("FACILITY_CORRECTED " + number);
    }

    @Test
    void isRefusedIfAnotherClinicHasTheName() throws Exception {
        aMisspeltClinic();
        String other = added("St. Peter's Health", "SPH Broadway", null, null);

        Document again = Jsoup.parse(
                correct(number, Map.of("employer", "Saint Peters Health")).getContentAsString());

        assertThat(again.select("#locationName-error").text()).contains("merge them", other);
        assertThat(again.select("#reason").text()).isEqualTo("Their letter");
        assertThat(directory.find(number).orElseThrow().facts().employer()).isEqualTo("St Peters Helth");
    }

    @Test
    void overwritesNothingThatSomebodyElseChangedMeanwhile() throws Exception {
        aMisspeltClinic();
        Document form = page(PAGE + "/" + number + "/correct");
        correct(number, Map.of("city", "East Helena"));

        Document again = Jsoup.parse(post(
                        PAGE + "/" + number + "/correct",
                        Map.of(
                                "employer",
                                "E",
                                "locationName",
                                "L",
                                "reason",
                                "R",
                                "shown",
                                form.select("[name=shown]").val()))
                .getContentAsString());

        assertThat(again.text()).contains("Somebody else has changed this clinic meanwhile");
        assertThat(again.select("#employer").val()).isEqualTo("E");
        assertThat(directory.find(number).orElseThrow().facts().city()).isEqualTo("East Helena");
    }

    @Test
    void needsAReason() throws Exception {
        aMisspeltClinic();
        assertThat(Jsoup.parse(correct(number, Map.of("reason", " ")).getContentAsString())
                        .select("#reason-error"))
                .hasSize(1);
    }

    @Test
    void retiresAndReopens() throws Exception {
        aMisspeltClinic();
        post(PAGE + "/" + number + "/retire", Map.of("reason", "Closed in May"));
        assertThat(directory.find(number).orElseThrow().status()).isEqualTo(FacilityStatus.RETIRED);
        assertThat(lastAudit()).isEqualTo("FACILITY_RETIRED " + number);
        assertThat(page(PAGE + "/" + number).select("h1 .status").text()).isEqualTo("Retired");
        assertThat(directory.named("St Peters Helth", "SPH Broadway")).isPresent();

        post(PAGE + "/" + number + "/retire", Map.of());
        post(PAGE + "/" + number + "/reopen", Map.of());

        assertThat(lastAudit()).isEqualTo("FACILITY_REOPENED " + number);
        assertThat(directory.find(number).orElseThrow().isActive()).isTrue();
        assertThat(history.of(number))
                .extracting(FacilityChange::type, FacilityChange::note)
                .containsExactly(
                        tuple(FacilityChangeType.REOPENED, null),
                        tuple(FacilityChangeType.RETIRED, "Closed in May"),
                        tuple(FacilityChangeType.ADDED, null));
    }

    @Test
    void refusesAReasonThatCannotBeKeptAndShowsItAgain() throws Exception {
        aMisspeltClinic();
        MockHttpServletResponse answer = post(PAGE + "/" + number + "/retire", Map.of("reason", "Closed".repeat(200)));
        assertThat(answer.getStatus()).isEqualTo(422);
        Document refused = Jsoup.parse(answer.getContentAsString());
        assertThat(refused.select("#reason-error").text()).contains("1,000");
        assertThat(refused.select("#reason").text()).isEqualTo("Closed".repeat(200));
        assertThat(directory.find(number).orElseThrow().isActive()).isTrue();
    }

    private void oneClinicTwice() {
        gone = added("St Peters Hospital", "Broadway", "2102", "Helena");
        stays = added("St. Peter's Health", "SPH Broadway", null, null);
        register.open(placed("n1", "St. Peters Hospital", "Broadway"), Cause.note("test"));
        register.inactivate(
                register.open(placed("n2", "st peters hospital", "broadway"), Cause.note("test"))
                        .number(),
                InactivationReason.END_DATE,
                Cause.note("test"));
    }

    @Test
    void showsWhatMovesBeforeAnythingChanges() throws Exception {
        oneClinicTwice();
        String request = office.submit("employer", "St Peters Hospital", "locationName", "Broadway");
        staff();

        Document preview = page(PAGE + "/" + gone + "/merge?into=" + stays);

        assertThat(preview.select(".lead").text())
                .isEqualTo("St Peters Hospital, Broadway (%s) becomes part of St. Peter's Health, SPH Broadway (%s)."
                        .formatted(gone, stays));
        assertThat(preview.text()).contains("1 active account, 1 inactivated", "1 open request: " + request);
        assertThat(preview.select("tbody tr:has(th:contains(VFC PIN)) td").eachText())
                .containsExactly("2102", "\u2013", "2102");
        assertThat(directory.find(gone).orElseThrow().isActive()).isTrue();
    }

    @Test
    void carriesAccountsAndOpenRequestsOverAtOnce() throws Exception {
        oneClinicTwice();
        office.submit("employer", "St Peters Hospital", "locationName", "Broadway");
        staff();

        MockHttpServletResponse answer = merge(gone, stays, "One clinic");

        assertThat(answer.getRedirectedUrl()).isEqualTo(PAGE + "/" + stays);
        Facility now = directory.named("St. Peters Hospital", "BROADWAY").orElseThrow();
        assertThat(now.number()).isEqualTo(stays);
        assertThat(now.facts().vfcPin()).isEqualTo("2102");
        assertThat(now.facts().city()).isEqualTo("Helena");
        assertThat(now.facts().employer()).isEqualTo("St. Peter's Health");
        assertThat(page(PAGE + "/" + stays).text())
                .contains("1 active account, 1 inactivated", "1 open request", "St Peters Hospital, Broadway");
        assertThat(register.ofLogin("n1").get(0).facts().employer())
                .as("what was typed")
                .isEqualTo("St. Peters Hospital");
        Document ended = page(PAGE + "/" + gone);
        assertThat(ended.select(".note a").attr("href")).isEqualTo(PAGE + "/" + stays);
        assertThat(ended.select("form.form, a[href$=correct]")).isEmpty();
        assertThat(history.of(gone).get(0).caseNumber()).isEqualTo(stays);
        assertThat(history.of(stays)).extracting(FacilityChange::type).contains(FacilityChangeType.MERGED_IN);
        assertThat(lastAudit()).isEqualTo("FACILITY_MERGED " + gone);
        assertThat(directory
                        .search(Optional.of("hospital"), Optional.empty(), 1, 9)
                        .facilities())
                .extracting(Facility::number)
                .containsExactly(stays);
    }

    @Test
    void listsAndExportsAccountsByTheClinic() throws Exception {
        oneClinicTwice();
        register.open(placed("n3", "St. Peter's Health", "SPH Broadway"), Cause.note("test"));
        register.open(placed("n4", "Billings Clinic", "Broadway"), Cause.note("test"));
        assertThat(accounts("St Peter's Health")).containsExactly("n3");

        merge(gone, stays, "One clinic");

        assertThat(accounts(stays)).containsExactly("n1", "n2", "n3");
        assertThat(accounts("St Peter's Health")).containsExactly("n1", "n2", "n3");
        assertThat(accounts("St Peters Hospital")).containsExactly("n1", "n2", "n3");
        assertThat(page(PAGE + "/" + stays).select("a[href=/staff/accounts?find=" + stays + "]"))
                .hasSize(1);
        assertThat(http.perform(get("/staff/accounts.csv").param("find", stays).with(REGISTRY_STAFF))
                        .andReturn()
                        .getResponse()
                        .getContentAsString()
                        .lines())
                .hasSize(4);
    }

    private List<String> accounts(String typed) throws Exception {
        return Jsoup.parse(
                        http.perform(get("/staff/accounts").param("find", typed).with(REGISTRY_STAFF))
                                .andReturn()
                                .getResponse()
                                .getContentAsString())
                .select("tbody td[data-label=User name] span")
                .eachText()
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void showsTheNameOfTodayAndWhatWasTypedInListsAndFiles() throws Exception {
        oneClinicTwice();
        String open = office.submit("employer", "St Peters Hospital", "locationName", "Broadway");
        String past = office.submit(
                "employer", "St Peters Hospital", "locationName", "Broadway", "emailAddress", "past@example.org");
        office.withdraw(past);
        staff();
        assertThat(page("/staff/accounts?find=n1").text()).doesNotContain("typed as");
        merge(gone, stays, "One clinic");

        String today = "St. Peter's Health, SPH Broadway";
        assertThat(page("/staff/accounts?find=n1")
                        .select("td[data-label=Employer]")
                        .text())
                .isEqualTo("St. Peter's Health SPH Broadway typed as St. Peters Hospital, Broadway");
        assertThat(file("/staff/accounts.csv?find=n1"))
                .contains("\"St. Peter's Health\",\"SPH Broadway\",\"St. Peters Hospital, Broadway\"");
        assertThat(page("/requests").select("tr:contains(" + open + ") small").text())
                .isEqualTo(today + ", typed as St Peters Hospital, Broadway");
        assertThat(page("/requests?find=past@example.org").select("tbody small").text())
                .isEqualTo("St Peters Hospital, Broadway, today: " + today);
        assertThat(file("/staff/requests.csv?find=" + open))
                .contains("\"St. Peter's Health\",\"SPH Broadway\",\"St Peters Hospital, Broadway\"");
        for (String request : List.of(open, past)) {
            assertThat(page("/requests/" + request).select(".facts").text())
                    .contains("Employer St Peters Hospital Location Broadway Clinic today " + today);
        }
        String account = register.ofLogin("n1").get(0).number();
        Document page = page("/staff/accounts/" + account);
        assertThat(page.select(".lead").text()).isEqualTo(today);
        assertThat(page.select("a[href=" + PAGE + "/" + stays + "]").text()).isEqualTo(today);
        assertThat(page.select(".facts").text()).contains("typed as St. Peters Hospital, Broadway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "St. Peters Health", "hospital", "SPH Broadw"})
    void findsTheRequestsOfAClinic(String typed) throws Exception {
        oneClinicTwice();
        String open = office.submit("employer", "St Peters Hospital", "locationName", "Broadway");
        String other = office.submit("employer", "Larkspur", "locationName", "Main", "emailAddress", "l@example.org");
        String past = office.submit(
                "employer", "st peters health", "locationName", "sph broadway", "emailAddress", "p@example.org");
        office.withdraw(past);
        staff();
        merge(gone, stays, "One clinic");

        String find = typed.equals("number") ? stays : typed;
        Document found = page("/requests?find=" + find.replace(" ", "%20"));

        assertThat(found.select("tbody th").eachText()).containsExactly(open, past);
        assertThat(file("/staff/requests.csv?find=" + find.replace(" ", "%20")))
                .contains(open, past)
                .doesNotContain(other);
        assertThat(page("/requests?find=Larkspur").select("tbody th").eachText())
                .as("not in the directory")
                .containsExactly(other);
    }

    @Test
    void countsWhatBelongsToAClinic() throws Exception {
        oneClinicTwice();
        String open = office.submit("employer", "St Peters Hospital", "locationName", "Broadway");
        staff();
        register.open(placed("n3", "St. Peter's Health", "SPH Broadway"), Cause.note("test"));
        register.open(
                SampleAccount.withoutSupervisor(placed("n4", "St. Peter's Health", "SPH Broadway")),
                Cause.note("test"));
        merge(gone, stays, "One clinic");

        Document page = page(PAGE + "/" + stays);

        assertThat(page.text())
                .contains("3 active accounts, 1 inactivated", "1 open request " + open, "No request that has ended");
        assertThat(page.select("h3:contains(officials) + ul li").eachText())
                .containsExactly("Stacy Supervisor: 2 active accounts", "No supervisor: 1 active account");
        assertThat(page(page.select("a:contains(Show the requests)").attr("href"))
                        .select("tbody th")
                        .text())
                .isEqualTo(open);
    }

    @Test
    void undoesAMergeThatWasAMistake() throws Exception {
        oneClinicTwice();
        String third = added("Helena Hospital", "Main", null, null);
        merge(third, gone, "Renamed");
        String open = office.submit("employer", "St Peters Hospital", "locationName", "Broadway");
        staff();
        merge(gone, stays, "One clinic");
        directory.addName(stays, "Saint Pete", "Broadway", open);
        register.open(placed("n3", "St. Peters Hospital", "Broadway"), Cause.note("after the merge"));
        register.open(placed("n4", "Saint Pete", "Broadway"), Cause.note("after the merge"));

        assertThat(page(PAGE + "/" + third + "/undo-merge").text()).contains("cannot be undone now");
        Document preview = page(PAGE + "/" + gone + "/undo-merge");
        assertThat(preview.text())
                .contains(
                        "2 active accounts, 1 inactivated",
                        "1 open request: " + open,
                        "2 names: Helena Hospital, Main; St Peters Hospital, Broadway",
                        "VFC PIN Number: 2102, which St. Peter's Health, SPH Broadway has from the merge and loses",
                        "nobody can tell which of them were meant for the other clinic");
        assertThat(Jsoup.parse(undo(preview, " ").getContentAsString()).select("#reason-error"))
                .hasSize(1);

        assertThat(undo(preview, "Two clinics").getRedirectedUrl()).isEqualTo(PAGE + "/" + gone);

        Facility back = directory.named("St Peters Hospital", "Broadway").orElseThrow();
        assertThat(back.number()).isEqualTo(gone);
        assertThat(back.isActive()).isTrue();
        assertThat(directory.named("Helena Hospital", "Main").orElseThrow().number())
                .isEqualTo(gone);
        assertThat(directory.find(third).orElseThrow().mergedInto()).isEqualTo(gone);
        assertThat(directory.named("Saint Pete", "Broadway").orElseThrow().number())
                .isEqualTo(stays);
        assertThat(directory.find(stays).orElseThrow().facts().vfcPin()).isNull();
        assertThat(directory.find(stays).orElseThrow().facts().city()).isNull();
        assertThat(history.of(gone).get(0).type()).isEqualTo(FacilityChangeType.MERGE_UNDONE);
        assertThat(lastAudit()).isEqualTo("FACILITY_MERGE_UNDONE " + gone);
        assertThat(accounts(gone)).containsExactly("n1", "n2", "n3");
        assertThat(accounts(stays)).containsExactly("n4");
        assertThat(found("hospital")).containsExactly(gone);
        merge(gone, stays, "One clinic after all");
        assertThat(accounts(stays)).containsExactly("n1", "n2", "n3", "n4");
    }

    @Test
    void undoesNoMergeThatHasChangedOrWhoseNameIsInUse() throws Exception {
        oneClinicTwice();
        directory.retire(gone, null);
        merge(gone, stays, "One clinic");
        Document preview = page(PAGE + "/" + gone + "/undo-merge");
        correct(stays, Map.of("employer", "St Peters Hospital", "locationName", "Broadway"));
        assertThat(Jsoup.parse(undo(preview, "Two clinics").getContentAsString())
                        .text())
                .contains("Nothing was undone", "has one of these names today");
        correct(stays, Map.of("employer", "St. Peter's Health", "locationName", "SPH Broadway"));
        undo(page(PAGE + "/" + gone + "/undo-merge"), "Two clinics");
        assertThat(directory.find(gone).orElseThrow().status())
                .as("as it was before")
                .isEqualTo(FacilityStatus.RETIRED);
        assertThat(post(PAGE + "/" + gone + "/undo-merge", Map.of("reason", "again"))
                        .getRedirectedUrl())
                .isEqualTo(PAGE + "/" + gone);
    }

    private MockHttpServletResponse undo(Document preview, String reason) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        preview.select("main form.form [name]").forEach(it -> values.put(it.attr("name"), it.val()));
        values.put("reason", reason);
        return post(preview.select("main form.form").attr("action"), values);
    }

    private String file(String path) throws Exception {
        return http.perform(get(URI.create(path)).with(REGISTRY_STAFF))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void suggestsEveryClinicAndThoseOfTheSupervisorFirst() throws Exception {
        for (int i = 0; i < 620; i++) {
            added("Family Health Center " + i, "Main Street " + i, null, null);
        }
        register.open(placed("n1", "Family Health Center 77", "Main Street 77"), Cause.note("test"));
        acting.is(Office.SUPERVISOR);
        String form = http.perform(
                        get("/requests/new").param("type", "NEW_ACCESS").with(user(Office.SUPERVISOR)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> suggested =
                Jsoup.parse(form).select("#locationName-suggested option").eachAttr("value");
        assertThat(suggested)
                .hasSize(620)
                .startsWith("Main Street 77", "Main Street 0")
                .doesNotHaveDuplicates();
        assertThat(form.length()).as("characters of the page").isLessThan(120_000);
    }

    @Test
    void carriesOverWhatWasMergedBefore() throws Exception {
        oneClinicTwice();
        String third = added("Helena Hospital", "Main", null, null);
        merge(third, gone, "Renamed");
        merge(gone, stays, "One clinic");

        assertThat(directory.named("Helena Hospital", "Main").orElseThrow().number())
                .isEqualTo(stays);
        assertThat(directory.find(third).orElseThrow().mergedInto()).isEqualTo(stays);
    }

    @Test
    void asksAgainIfOneOfThemHasChangedMeanwhile() throws Exception {
        oneClinicTwice();
        Document preview = page(PAGE + "/" + gone + "/merge?into=" + stays);
        correct(stays, Map.of("city", "Helena"));

        Document again = Jsoup.parse(confirm(preview, gone, "One clinic").getContentAsString());

        assertThat(again.text()).contains("One of the clinics has changed since you checked.");
        assertThat(again.select("#reason").text()).isEqualTo("One clinic");
        assertThat(directory.find(gone).orElseThrow().isActive()).isTrue();
    }

    @Test
    void needsAReasonAndTwoClinics() throws Exception {
        oneClinicTwice();
        assertThat(Jsoup.parse(merge(gone, stays, " ").getContentAsString()).select("#reason-error"))
                .hasSize(1);
        assertThat(page(PAGE + "/" + gone + "/merge?into=" + gone).select("form[method=post].form"))
                .isEmpty();
        merge(gone, stays, "One clinic");
        assertThat(post(PAGE + "/" + gone + "/merge", Map.of("into", stays, "reason", "Again"))
                        .getRedirectedUrl())
                .isEqualTo(PAGE + "/" + gone);
        assertThat(history.of(stays))
                .filteredOn(it -> it.type() == FacilityChangeType.MERGED_IN)
                .hasSize(1);
    }

    @Test
    void offersThoseThatAreLikelyTheSame() throws Exception {
        oneClinicTwice();
        String pin = added("Helena School", "Nurse", "2102", null);
        String nearly = added("St. Peters Hospitall", "Broadway", null, null);

        assertThat(page(PAGE + "/" + gone + "/merge").select("tbody small").eachText())
                .containsExactly(pin, nearly);
    }

    @Test
    void addsWhatAccountsAndRequestsNameInTheSpellingThatIsUsedMost() throws Exception {
        register.open(placed("n1", "St. Peter's Health", "SPH Broadway"), Cause.note("test"));
        register.open(placed("n2", "St. Peter's Health", "SPH Broadway"), Cause.note("test"));
        register.open(placed("n3", "SAINT PETERS HEALTH", "sph broadway"), Cause.note("test"));
        register.open(placed("n4", "Billings Clinic", "Heights"), Cause.note("test"));
        office.submit("employer", "St Peters Health", "locationName", "SPH Broadway");
        staff();

        Document list = page(PAGE + "/unlisted");
        assertThat(list.select("tbody tr").eachText())
                .containsExactly(
                        "Billings Clinic, Heights VFC PIN 2102 1 0",
                        "St. Peter's Health, SPH Broadway VFC PIN 2102, 2550 Broadway Street, Helena 59601 3 1");
        assertThat(page(list.select("tbody a").get(1).attr("href"))
                        .select("#city")
                        .val())
                .isEqualTo("Helena");

        assertThat(Jsoup.parse(post(PAGE + "/unlisted", Map.of("shown", "1")).getContentAsString())
                        .text())
                .contains("The list has changed since you checked it.");
        post(PAGE + "/unlisted", Map.of("shown", "2"));

        assertThat(numbers(page(PAGE))).hasSize(2);
        assertThat(directory
                        .named("St. Peters Health", "SPH Broadway")
                        .orElseThrow()
                        .facts()
                        .employer())
                .isEqualTo("St. Peter's Health");
        assertThat(page(PAGE + "/unlisted").text()).contains("Every clinic that accounts and requests name");
    }

    @Test
    void importsAListAfterAPreview() throws Exception {
        String known = added("St. Peter's Health", "SPH Broadway", "2102", null);
        String poor = added("Billings Clinic", "Heights", null, null);
        String list = """
                VFC PIN\tEmployer\tLocation\tAddress\tCity\tCounty\tZip
                9\tSAINT PETERS HEALTH\tSPH Broadway\t2550 Broadway\tHelena\tLewis and Clark\t59601
                VFC 77\tBillings Clinic\tHeights\t100 Main, Suite 2\tBillings\tYellowstone\t59105
                12\tShodair\tMain\t\t\t\t
                13\tSHODAIR, Inc.\tmain\t\t\t\t
                x\tBad\tPin\t\t\t\t1
                too few cells
                """;

        Document preview =
                Jsoup.parse(post(PAGE + "/import", Map.of("list", list)).getContentAsString());

        assertThat(preview.select("tbody tr td:last-child > span").eachText())
                .containsExactly(
                        "PIN or address filled in",
                        "PIN or address filled in",
                        "Added",
                        "Left out",
                        "Left out",
                        "Left out");
        assertThat(preview.select("tbody small").eachText()).hasSize(4);
        assertThat(directory.named("Shodair", "Main")).isEmpty();
        Map<String, String> confirmed = new LinkedHashMap<>();
        preview.select("main section form [name]").forEach(it -> confirmed.put(it.attr("name"), it.val()));

        assertThat(post(PAGE + "/import", confirmed).getRedirectedUrl()).isEqualTo(PAGE);

        assertThat(directory.named("Shodair", "Main").orElseThrow().facts().vfcPin())
                .isEqualTo("12");
        assertThat(directory.find(known).orElseThrow().facts().vfcPin())
                .as("nothing is replaced")
                .isEqualTo("2102");
        assertThat(directory.find(known).orElseThrow().facts().zip()).isEqualTo("59601");
        assertThat(directory.find(poor).orElseThrow().facts().streetAddress()).isEqualTo("100 Main, Suite 2");
        Document again = Jsoup.parse(post(PAGE + "/import", confirmed).getContentAsString());
        assertThat(again.text())
                .contains("The directory has changed since you checked the list.", "This list would change nothing.")
                .contains("Nothing: the directory says something else: 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                   | no clinic
            Employer,Location                    | no clinic
            Employer,City/nA,Helena              | Employer and Location
            Employer,Location,Employer/nA,B,C    | mean the same
            """)
    void refusesAListThatCannotBeRead(String list, String reason) throws Exception {
        MockHttpServletResponse answer = post(PAGE + "/import", Map.of("list", list.replace("/n", "\n")));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.getContentAsString())
                        .select(".form-errors")
                        .text())
                .contains(reason);
    }

    @Test
    void refusesAListThatIsTooLong() throws Exception {
        assertThat(post(PAGE + "/import", Map.of("list", "Employer,Location\n" + "a,b\n".repeat(30_000)))
                        .getStatus())
                .isEqualTo(422);
    }

    @Test
    void leavesOutWhatWasNeverGranted() throws Exception {
        String request = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "employer", "Typed in jest", "locationName", "Nowhere");
        office.decide(request, Map.of("outcome", "DECLINED", "note", "No"));
        staff();

        assertThat(page(PAGE + "/unlisted").select("tbody tr")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "St Peters Health,        Broadway,       true",
        "St Peters Health Clinic, Broadway,       true",
        "Saint Peters Helth,      Broadway,       true",
        "Broadway Health,         St Peter's,     true",
        "St Peters Health,        Townsend,       false",
        "Shodair Health,          Broadway,       false",
        "Helena Clinic,           Main,           false"
    })
    void isOneWordApart(String employer, String location, boolean isLikely) {
        String number = added("St. Peter's Health", "Broadway", null, null);
        if (directory.named(employer, location).isPresent()) {
            assertThat(isLikely).isTrue();
            return;
        }
        assertThat(likely.to(facts(employer, location, null, null)))
                .extracting(Facility::number)
                .isEqualTo(isLikely ? List.of(number) : List.of());
    }

    @Test
    void leavesOutRetiredOnes() {
        directory.retire(added("St. Peter's Health", "Broadway", "2102", null), null);
        assertThat(likely.to(facts("St. Peter's Health", "Broadway Clinic", "2102", null)))
                .isEmpty();
    }

    private MockHttpServletResponse correct(String number, Map<String, String> changes) throws Exception {
        Document form = page(PAGE + "/" + number + "/correct");
        Map<String, String> values = new LinkedHashMap<>();
        form.select("main form [name]").forEach(it -> values.put(it.attr("name"), it.val()));
        values.put("reason", "Their letter");
        values.putAll(changes);
        return post(PAGE + "/" + number + "/correct", values);
    }

    private MockHttpServletResponse merge(String from, String into, String reason) throws Exception {
        return confirm(page(PAGE + "/" + from + "/merge?into=" + into), from, reason);
    }

    private MockHttpServletResponse confirm(Document preview, String from, String reason) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        preview.select("main form.form [name]").forEach(it -> values.put(it.attr("name"), it.val()));
        values.put("reason", reason);
        return post(PAGE + "/" + from + "/merge", values);
    }

    private MockHttpServletResponse post(String path, Map<String, String> values) throws Exception {
        var request = MockMvcRequestBuilders.post(path);
        values.forEach(request::param);
        return http.perform(request.with(csrf()).with(REGISTRY_STAFF))
                .andReturn()
                .getResponse();
    }

    private Document page(String path) throws Exception {
        MockHttpServletResponse answer = http.perform(get(URI.create(path)).with(REGISTRY_STAFF))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    private static List<String> numbers(Document list) {
        return list.select("tbody small").eachText();
    }

    private String added(String employer, String location, String pin, String city) {
        return directory.add(facts(employer, location, pin, city), null, null).number();
    }

    private static FacilityFacts facts(String employer, String location, String pin, String city) {
        return new FacilityFacts(employer, location, pin, null, city, null, null, null);
    }

    private static AccountFacts placed(String username, String employer, String location) {
        return SampleAccount.facts(username, "Ada", "Abel", username + "@example.org")
                .with(Map.of("employer", employer, "locationName", location));
    }

    private String lastAudit() {
        return jdbc.sql("select action || ' ' || case_number from audit_event where action like 'FACILITY%'"
                        + " order by id desc limit 1")
                .query(String.class)
                .single();
    }

    private void staff() {
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
    }
}
