package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.agreement.DraftRepository;
import gov.mt.immtrax.access.agreement.UserAgreement;
import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityFacts;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.people.correction.AccountCorrections;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import gov.mt.immtrax.access.request.RequestStatus;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Replaced supervisors, merged and renamed clinics and corrected names: what is open follows at once; what is past
 * keeps what was true then, and shows both.
 */
@ModelTest
@AutoConfigureMockMvc
class WhatFollowsTests {

    private static final String OTHER = "other.supervisor@example.org";

    private enum Change {
        REPLACED_SUPERVISOR("Stacy Supervisor", "Otto Other"),
        MERGED_CLINIC("SPH Broadway", "Helena Main"),
        RENAMED_CLINIC("SPH Broadway", "Helena Main"),
        CORRECTED_NAME("Nurse", "Miller");

        final String then;
        final String now;

        Change(String then, String now) {
            this.then = then;
            this.now = now;
        }
    }

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
    SupervisorReplacements replacements;

    @Autowired
    AccountCorrections corrections;

    @Autowired
    DraftRepository drafts;

    private String past;
    private String open;
    private String account;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        past = office.submit("startDate", "2026-11-23");
        office.sign(past);
        office.provision(past);
        office.runJobs();
        assertThat(office.request(past).status()).isEqualTo(RequestStatus.GRANTED);
        account = register.ofLogin("nnurse").get(0).number();
        open = office.submitFor(account);
        staff();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private void happens(Change change) {
        switch (change) {
            case REPLACED_SUPERVISOR ->
                replacements.replaceAll(Office.SUPERVISOR, new NewSupervisor("Otto Other", OTHER), "has left");
            case MERGED_CLINIC -> {
                Facility gone = clinic("St. Peters Health", "SPH Broadway");
                Facility stays = clinic("Intermountain Health", "Helena Main");
                assertThat(directory.merge(
                                gone.number(),
                                stays.number(),
                                Map.of(gone.number(), gone.version(), stays.number(), stays.version()),
                                "one clinic"))
                        .isTrue();
            }
            case RENAMED_CLINIC -> {
                Facility clinic = clinic("St. Peters Health", "SPH Broadway");
                assertThat(directory.correct(
                                clinic.number(),
                                clinic.version(),
                                facts("Intermountain Health", "Helena Main"),
                                "renamed"))
                        .isTrue();
            }
            case CORRECTED_NAME -> corrections.correct(account, Map.of("lastName", "Miller"), "married");
        }
        office.runJobs();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOpenFollowsAtOnce(Change change) throws Exception {
        happens(change);

        boolean replaced = change == Change.REPLACED_SUPERVISOR;
        assertThat(page("/staff/accounts/" + account).text()).as("account").contains(change.now);
        assertThat(page("/staff/accounts?find=nnurse").select("tbody").text())
                .as("list of accounts")
                .contains(change.now);
        assertThat(file("/staff/accounts.csv")).as("file of accounts").contains(change.now);
        assertThat(page("/requests/" + open).select(".page-head, .facts").text())
                .as("open request")
                .contains(change.now);
        assertThat(file("/staff/requests.csv?find=" + open))
                .as("file of requests")
                .contains(change.now);
        if (!replaced) {
            assertThat(page("/requests").select("tbody").text())
                    .as("list of requests")
                    .contains(change.now);
        }
        acting.is(Office.SUPERVISOR);
        String mine = page("/people", Office.SUPERVISOR).select("tbody").text();
        assertThat(mine.isEmpty()).as("people of the former supervisor").isEqualTo(replaced);
        if (replaced) {
            acting.is(OTHER);
            assertThat(page("/people", OTHER).select("tbody").text()).contains("Nurse, Nancy");
        } else {
            assertThat(mine).contains(change.now);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPastKeepsWhatWasTrueThenAndShowsBoth(Change change) throws Exception {
        assertThat(page("/agreements/" + past + "/record").select("h2").eachText())
                .doesNotContain("Today");
        happens(change);

        for (String path : List.of("/requests/" + past, "/agreements/" + past + "/record")) {
            Document page = page(path);
            boolean unsigned = change == Change.REPLACED_SUPERVISOR && path.endsWith("record");
            assertThat(page.select("main").text())
                    .as(path)
                    .contains(unsigned ? change.now : change.then)
                    .contains(change.now);
            assertThat(page.select("div:has(> dt:contains(today)) dd").text())
                    .as(path)
                    .contains(change.now);
        }
        assertThat(office.request(past).locationName()).isEqualTo("SPH Broadway");
        assertThat(office.request(past).legalLastName()).isEqualTo("Nurse");
        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + past, Office.SUPERVISOR).text().contains(change.now))
                .as("the former supervisor learns no more about the person")
                .isEqualTo(change != Change.REPLACED_SUPERVISOR);
    }

    @Test
    void anOpenRequestDoesNotWriteTheOldNameBack() throws Exception {
        happens(Change.CORRECTED_NAME);
        assertThat(office.request(open).legalLastName()).isEqualTo("Miller");
        assertThat(page("/requests/" + open).select(".timeline").text())
                .contains("The help desk corrected the name of the person");
        office.provisionChange(open);
        office.runJobs();
        assertThat(register.get(account).facts().lastName()).isEqualTo("Miller");
    }

    @ParameterizedTest
    @EnumSource(names = {"MERGED_CLINIC", "RENAMED_CLINIC"})
    void aDraftBeginsWithTheClinicOfTodayWhichMayBeSigned(Change change) throws Exception {
        String unsigned = office.submit("emailAddress", "lou@sphealth.org", "legalFirstName", "Lou");
        staff();
        happens(change);

        assertThat(facilityOf(unsigned)).isEqualTo("Helena Main");
        drafts.save(UserAgreement.FORM, unsigned, "lou@sphealth.org", Map.of("facilityName", "SPH Broadway"));
        assertThat(facilityOf(unsigned)).as("as it was filled in").isEqualTo("Helena Main");
        drafts.save(UserAgreement.FORM, unsigned, "lou@sphealth.org", Map.of("facilityName", "My Clinic"));
        assertThat(facilityOf(unsigned)).as("what somebody typed").isEqualTo("My Clinic");
    }

    private String facilityOf(String request) throws Exception {
        acting.is("lou@sphealth.org");
        return page("/agreements/" + request, "lou@sphealth.org")
                .select("#facilityName")
                .val();
    }

    private Facility clinic(String employer, String location) {
        return directory.add(facts(employer, location), null, null);
    }

    private static FacilityFacts facts(String employer, String location) {
        return new FacilityFacts(employer, location, null, null, null, null, null, null);
    }

    private void staff() {
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
    }

    private Document page(String path) throws Exception {
        staff();
        return Jsoup.parse(http.perform(get(path).with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private Document page(String path, String reader) throws Exception {
        return Jsoup.parse(http.perform(get(path).with(user(reader)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private String file(String path) throws Exception {
        staff();
        return http.perform(get(path).with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
