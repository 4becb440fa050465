package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityChange;
import gov.mt.immtrax.access.facility.FacilityChangeType;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityFacts;
import gov.mt.immtrax.access.facility.FacilityHistory;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Supervisors choose a clinic of the directory, and staff see what is not in it. */
@ModelTest
class ClinicsOfRequestsTests {

    private static final List<String> ADDRESS = List.of("streetAddress", "city", "county", "zip");

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    FacilityDirectory directory;

    @Autowired
    FacilityHistory history;

    @Autowired
    Employers employers;

    @Autowired
    AccountRegister register;

    private String broadway;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        broadway = added("St. Peter's Health", "SPH Broadway");
        acting.is(Office.SUPERVISOR);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void suggestsWhatCanBeChosen() throws Exception {
        added("St. Peter's Health", "SPH Townsend");
        directory.retire(added("Closed Clinic", "Main"), null);

        Document form = page("/requests/new?type=NEW_ACCESS");

        assertThat(form.select("#employer").attr("list")).isEqualTo("employer-suggested");
        assertThat(form.select("#employer-suggested option").eachAttr("value")).containsExactly("St. Peter's Health");
        assertThat(form.select("#locationName-suggested option").eachAttr("value"))
                .containsExactly("SPH Broadway", "SPH Townsend");
        assertThat(form.select("#locationName-suggested option").eachAttr("label"))
                .containsOnly("St. Peter's Health");
    }

    @Test
    void isFilledInFromAClinicThatWasFound() throws Exception {
        Document found = page("/clinics?type=CHANGE_EMPLOYER&find=broad");
        Document form = page(found.select("tbody a").attr("href"));

        assertThat(form.select("#requestType option[selected]").val()).isEqualTo("CHANGE_EMPLOYER");
        assertThat(form.select("#employer").val()).isEqualTo("St. Peter's Health");
        assertThat(form.select("#locationName").val()).isEqualTo("SPH Broadway");
        assertThat(form.select("#vfcPin").val()).isEqualTo("2102");
        assertThat(form.select("#streetAddress").val()).isEqualTo("2550 Broadway Street");
        assertThat(form.select("#city").val()).isEqualTo("Helena");
        assertThat(form.select("#county").val()).isEqualTo("Lewis and Clark");
        assertThat(form.select("#zip").val()).isEqualTo("59601");
        assertThat(page(page("/clinics?find=none")
                                .select("p a[href^=/requests/new]")
                                .attr("href"))
                        .select("#employer")
                        .val())
                .isEmpty();
    }

    @Test
    void isNotFilledInFromAClinicThatCannotBeChosen() throws Exception {
        directory.retire(broadway, null);

        assertThat(page("/requests/new?facility=" + broadway)
                        .select("#employer")
                        .val())
                .isEmpty();
        assertThat(page("/requests/new?facility=FAC9999999").select("#employer").val())
                .isEmpty();
        assertThat(page("/clinics?find=broadway").select("tbody")).isEmpty();
    }

    @Test
    void fillsInPinAndAddressThatWereLeftBlank() throws Exception {
        AccessRequest request = requested(withoutAddress("SAINT PETERS HEALTH", "SPH-Broadway"));

        assertThat(request.employer()).isEqualTo("SAINT PETERS HEALTH");
        assertThat(request.vfcPin()).isEqualTo("2102");
        assertThat(request.streetAddress()).isEqualTo("2550 Broadway Street");
        assertThat(request.zip()).isEqualTo("59601");
    }

    @Test
    void replacesNothingThatWasTyped() throws Exception {
        Map<String, String> typed = withoutAddress("St. Peter's Health", "SPH Broadway");
        typed.putAll(
                Map.of("vfcPin", "77", "streetAddress", "Back door", "city", "Clancy", "county", "C", "zip", "59634"));

        AccessRequest request = requested(typed);

        assertThat(request.vfcPin()).isEqualTo("77");
        assertThat(request.streetAddress()).isEqualTo("Back door");
        assertThat(request.city()).isEqualTo("Clancy");
    }

    @Test
    void asksForTheAddressOfWhatIsNotListed() throws Exception {
        MockHttpServletResponse answer = send(withoutAddress("New Clinic", "Main"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.getContentAsString())
                        .select("#streetAddress-error, #city-error, #county-error, #zip-error"))
                .hasSize(4);
    }

    @Test
    void isShownToStaffAsNewWithTheLikelyOnes() throws Exception {
        String number = office.submit("employer", "St. Peters Helth", "locationName", "SPH Broadway", "vfcPin", null);
        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + number).text()).doesNotContain("not in the directory");

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        Document page = page("/requests/" + number);
        assertThat(page.text()).contains("New: not in the directory.");
        assertThat(page.select("input[name=facility]").eachAttr("value")).containsExactly(broadway);
        assertThat(summary(number))
                .isEqualTo("New: not in the directory. Likely: St. Peter's Health, SPH Broadway (" + broadway + ")");

        say(number, Map.of("facility", broadway));

        assertThat(directory
                        .named("St Peters Helth", "SPH Broadway")
                        .orElseThrow()
                        .number())
                .isEqualTo(broadway);
        assertThat(history.of(broadway).get(0))
                .extracting(
                        FacilityChange::type, FacilityChange::caseNumber, FacilityChange::actor, FacilityChange::note)
                .containsExactly(FacilityChangeType.NAMED, number, Office.HELP_DESK, "St. Peters Helth, SPH Broadway");
        assertThat(summary(number)).isEqualTo("St. Peter's Health, SPH Broadway (" + broadway + ")");
        assertThat(page("/requests/" + number).text()).doesNotContain("not in the directory");
    }

    @Test
    void isAddedWithOneClick() throws Exception {
        String number = office.submit("employer", "Shodair", "locationName", "Main", "vfcPin", "811");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(summary(number)).isEqualTo("New: not in the directory.");

        say(number, Map.of());
        say(number, Map.of());

        Facility added = directory.named("Shodair", "Main").orElseThrow();
        assertThat(added.facts().vfcPin()).isEqualTo("811");
        assertThat(added.facts().zip()).isEqualTo("59601");
        assertThat(history.of(added.number()))
                .extracting(FacilityChange::type, FacilityChange::caseNumber)
                .containsExactly(tuple(FacilityChangeType.ADDED, number));
        directory.retire(added.number(), null);
        assertThat(summary(number)).isEqualTo("Shodair, Main (" + added.number() + "), retired");
        assertThat(page("/requests/" + number).text()).contains("This clinic is retired.");
    }

    @Test
    void isOneEmployerToEveryRuleAfterAMerge() throws Exception {
        String hospital = added("Helena Hospital", "North");
        register.open(
                SampleAccount.facts().with(Map.of("employer", "Helena Hospital", "locationName", "North")),
                Cause.note("test"));
        Map<String, String> moves = withoutAddress("St. Peter's Health", "SPH Broadway");
        moves.putAll(Map.of("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES"));
        Map<String, String> again = withoutAddress("St. Peter's Health", "SPH Broadway");

        merge(hospital, broadway);

        assertThat(Jsoup.parse(send(moves).getContentAsString())
                        .select("#employer-error")
                        .text())
                .isNotBlank();
        assertThat(Jsoup.parse(send(again).getContentAsString())
                        .select("#requestType-error")
                        .text())
                .isNotBlank();
        assertThat(employers.same("Helena Hospital", "north", "Saint Peters Health, Inc.", "Elsewhere"))
                .isTrue();
        assertThat(employers.same("Helena Hospital", "South", "St. Peter's Health", "SPH Broadway"))
                .as("the directory does not know the other location")
                .isFalse();
    }

    @Test
    void isAnotherEmployerBeforeTheMerge() throws Exception {
        added("Helena Hospital", "North");
        register.open(
                SampleAccount.facts().with(Map.of("employer", "Helena Hospital", "locationName", "North")),
                Cause.note("test"));
        Map<String, String> moves = withoutAddress("St. Peter's Health", "SPH Broadway");
        moves.putAll(Map.of("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES"));

        assertThat(requested(moves).requestType()).isEqualTo(RequestType.CHANGE_EMPLOYER);
    }

    private void merge(String from, String into) {
        assertThat(directory.merge(
                        from,
                        into,
                        Map.of(
                                from, directory.find(from).orElseThrow().version(),
                                into, directory.find(into).orElseThrow().version()),
                        "One clinic"))
                .isTrue();
    }

    private void say(String number, Map<String, String> values) throws Exception {
        var sent = post("/staff/requests/" + number + "/facility");
        values.forEach(sent::param);
        assertThat(http.perform(sent.with(csrf()).with(user("d").authorities(() -> "ROLE_HELP_DESK")))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/requests/" + number);
    }

    private String summary(String number) throws Exception {
        return JsonPath.read(
                http.perform(get("/staff/requests/" + number + "/summary.json")
                                .with(user("d").authorities(() -> "ROLE_HELP_DESK")))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.clinic");
    }

    private AccessRequest requested(Map<String, String> values) throws Exception {
        MockHttpServletResponse answer = send(values);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(303);
        return office.request(answer.getRedirectedUrl().substring("/requests/".length()));
    }

    private MockHttpServletResponse send(Map<String, String> values) throws Exception {
        var sent = post("/requests/new");
        values.forEach(sent::param);
        return http.perform(sent.with(csrf()).with(user("s"))).andReturn().getResponse();
    }

    private static Map<String, String> withoutAddress(String employer, String location) {
        Map<String, String> values = new LinkedHashMap<>();
        Office.screenshotWith("employer", employer, "locationName", location)
                .forEach((field, value) -> values.put(field, String.valueOf(value)));
        values.remove("vfcPin");
        ADDRESS.forEach(values::remove);
        return values;
    }

    private Document page(String path) throws Exception {
        MockHttpServletResponse answer =
                http.perform(get(URI.create(path)).with(user("s"))).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    private String added(String employer, String location) {
        return directory
                .add(
                        new FacilityFacts(
                                employer,
                                location,
                                "2102",
                                "2550 Broadway Street",
                                "Helena",
                                "MT",
                                "Lewis and Clark",
                                "59601"),
                        null,
                        null)
                .number();
    }
}
