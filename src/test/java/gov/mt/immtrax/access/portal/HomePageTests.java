package gov.mt.immtrax.access.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.LoginGuides;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@WebMvcTest(
        excludeAutoConfiguration = {OAuth2ClientAutoConfiguration.class, OAuth2ClientWebSecurityAutoConfiguration.class
        })
@ContextConfiguration(classes = PortalPages.class)
class HomePageTests {

    private static final Instant MONDAY_NOON = Instant.parse("2026-03-02T19:00:00Z");

    @Autowired
    private MockMvcTester pages;

    @MockitoBean
    private Clock clock;

    @MockitoBean
    private CurrentPerson currentPerson;

    @MockitoBean
    private LoginGuides guides;

    @BeforeEach
    void itIsMondayAndNobodyIsLoggedIn() {
        given(clock.instant()).willReturn(MONDAY_NOON);
        given(currentPerson.find()).willReturn(Optional.empty());
        given(guides.guideUrl()).willReturn(Optional.empty());
        given(guides.faqUrl()).willReturn(Optional.empty());
    }

    private Document home(RequestPostProcessor visitor) {
        MvcTestResult answer = pages.perform(get("/").with(visitor));

        assertThat(answer).hasStatusOk();
        return Jsoup.parse(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    @Nested
    class Anybody {

        @Test
        void findsTheThreeRequestTypesAndTheDeletion() {
            assertThat(home(anonymous()).select(".choices h3 a").eachAttr("href"))
                    .containsExactly(
                            "/requests/new?type=NEW_ACCESS",
                            "/requests/new?type=CHANGE_EMPLOYER",
                            "/requests/new?type=PERMISSIONS_CHANGE",
                            "/deletions/new");
        }

        @Test
        void findsTheAccessLevelsAndTheStepsOfTheSource() {
            String page = home(anonymous()).text();

            assertThat(page)
                    .contains("Read Only with Consent Search, view, print, and update imMTrax consent status")
                    .contains("Record Maintenance Search, view, print, update and add patient information")
                    .contains("Vaccine Management")
                    .contains("VOMS 2.0")
                    .contains("servicedesk@service.mt.gov")
                    .contains("three business days")
                    .contains("login.mt.gov")
                    .contains("406-444-9500");
        }

        @Test
        void learnsThatPaperFormsAreNoLongerTakenAndHowToLogIn() {
            assertThat(home(anonymous()).text())
                    .contains("Paper request forms are no longer accepted.")
                    .contains("choose Citizen login; State of Montana employees use their State login instead");
        }

        @Test
        void findsTheGuidesThatTheSettingsName() {
            assertThat(home(anonymous())
                            .select("section[aria-labelledby=okta] a[href^=http]")
                            .eachAttr("href"))
                    .containsExactly("https://login.mt.gov");

            given(guides.faqUrl()).willReturn(Optional.of(URI.create("https://okta.example.gov/faq")));
            assertThat(home(anonymous())
                            .select("section[aria-labelledby=okta] a[href^=http]")
                            .eachAttr("href"))
                    .containsExactly("https://login.mt.gov", "https://okta.example.gov/faq");

            given(guides.guideUrl()).willReturn(Optional.of(URI.create("https://okta.example.gov/guide?a=1&b=2")));
            assertThat(home(anonymous())
                            .select("section[aria-labelledby=okta] a[href^=http]")
                            .eachAttr("href"))
                    .containsExactly(
                            "https://login.mt.gov",
                            "https://okta.example.gov/guide?a=1&b=2",
                            "https://okta.example.gov/faq");
        }

        @Test
        void isWarnedOfNoBrowser() {
            assertThat(home(anonymous()).text())
                    .doesNotContainIgnoringCase("safari")
                    .doesNotContainIgnoringCase("apple");
        }

        @Test
        void needsNoScript() {
            Document page = home(anonymous());

            assertThat(page.select("script, [style], [onclick]")).isEmpty();
        }

        @Test
        void readsEveryTextFromTheMessages() {
            assertThat(home(anonymous()).html())
                    .doesNotContain("??")
                    .doesNotContain("{0}")
                    .doesNotContain("''");
        }

        @Test
        void readsEnglishDatesWhateverTheBrowserAsksFor() {
            given(clock.instant()).willReturn(Instant.parse("2026-03-07T18:00:00Z"));

            Document page = home(request -> {
                request.addPreferredLocale(Locale.GERMANY);
                return request;
            });

            assertThat(page.select(".hours").text()).contains("Monday, March 9 at 8:00 AM");
            assertThat(page.select("html").attr("lang")).isEqualTo("en-US");
        }

        @Test
        void canSkipToThePage() {
            Document page = home(anonymous());

            assertThat(page.body().child(0).attr("href")).isEqualTo("#content");
            assertThat(page.select("#content > main > .hero h1")).hasSize(1);
            assertThat(page.select("main")).hasSize(1);
            assertThat(page.select("html").attr("lang")).isEqualTo("en-US");
        }
    }

    @Nested
    class TheHelpDesk {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "2026-03-02T15:00:00Z | Open now",
                    "2026-03-02T14:59:59Z | Closed now, opens today at 8:00 AM",
                    "2026-03-03T00:00:00Z | Closed now, opens tomorrow at 8:00 AM",
                    "2026-03-07T18:00:00Z | Closed now, opens Monday, March 9 at 8:00 AM",
                    "2026-11-03T19:00:00Z | Closed now, opens tomorrow at 8:00 AM",
                    "2026-11-26T01:00:00Z | Closed now, opens Friday, November 27 at 8:00 AM",
                })
        void saysWhetherItIsOpen(Instant now, String expected) {
            given(clock.instant()).willReturn(now);

            assertThat(home(anonymous()).select(".hours").text()).isEqualTo(expected);
        }

        @Test
        void saysItsHours() {
            assertThat(home(anonymous()).select("aside").text())
                    .contains("Monday to Friday, 8:00 AM to 5:00 PM Mountain Time");
        }
    }

    @Nested
    class TheFrame {

        @Test
        void offersToLogIn() {
            Document page = home(anonymous());

            assertThat(page.select(".who a").attr("href")).isEqualTo("/oauth2/authorization/okta");
            assertThat(page.select("form")).isEmpty();
        }

        @Test
        void namesThePersonAndLogsOutByPost() {
            given(currentPerson.find())
                    .willReturn(Optional.of(new Person(
                            "https://login", "1", "stacy@example.org", "Stacy <b>Supervisor", Set.of(Role.CITIZEN))));

            Document page = home(user("stacy").roles("CITIZEN"));

            assertThat(page.select(".who-name").text()).isEqualTo("Logged in as Stacy <b>Supervisor");
            assertThat(page.select(".who form").attr("action")).isEqualTo("/logout");
            assertThat(page.select(".who form").attr("method")).isEqualTo("post");
            assertThat(page.select(".who form input[name=_csrf]").attr("value")).isNotBlank();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "CITIZEN, My requests|Request access|My people",
            "HELP_DESK, Open requests|Tasklist|Accounts|Differences|Clinics|Emails|Request access|My people",
            "HELP_DESK_LEAD, Open requests|Tasklist|Accounts|Differences|Clinics|Emails|Request access|My people",
            "REGISTRY_STAFF, Open requests|Tasklist|Accounts|Differences|Due for inactivity|Imports|Clinics|Deputies|Emails|Audit trail|Request access|My people",
            "OPERATIONS, My requests|Request access|My people|Cockpit",
        })
        void leadsEachRoleToItsWork(String role, String links) {
            assertThat(home(user("somebody").roles(role)).select("nav a").eachText())
                    .containsExactly(links.split("\\|"));
        }

        @Test
        void keepsWhatIsSeldomNeededBehindAWordThatOpensWithoutScripts() {
            Document page = home(user("somebody").roles("REGISTRY_STAFF"));

            assertThat(page.select("nav details summary").eachText()).containsExactly("More");
            assertThat(page.select("nav details a").eachText())
                    .containsExactly(
                            "Imports", "Clinics", "Deputies", "Emails", "Audit trail", "Request access", "My people");
        }

        @Test
        void hasAnIconThatBrowsersFind() {
            assertThat(home(anonymous()).select("link[rel=icon]").attr("href")).isEqualTo("/favicon.svg");
            for (String icon : new String[] {"/favicon.svg", "/favicon.ico"}) {
                assertThat(pages.perform(get(icon))).hasStatusOk();
            }
        }

        @Test
        void leadsToTheEnginesApplications() {
            assertThat(home(user("somebody").roles("HELP_DESK", "OPERATIONS"))
                            .select("nav a")
                            .eachAttr("href"))
                    .containsExactly(
                            "/requests",
                            "/camunda/app/tasklist/",
                            "/staff/accounts",
                            "/staff/differences",
                            "/camunda/app/cockpit/",
                            "/staff/facilities",
                            "/staff/mails",
                            "/requests/new?type=NEW_ACCESS",
                            "/people");
        }
    }
}
