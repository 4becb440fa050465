package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.DatabaseDump;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

class SessionTests extends RunningService {

    /** How signed tokens begin; less of it would turn up in sealed bytes by chance. */
    private static final String TOKEN_BY_ALGORITHM = "eyJhbGciOi";

    private static final String TOKEN_BY_KEY = "eyJraWQiOi";

    private static final String NANCY = "nancy.nurse@sphealth.org";
    private static final String ATTRIBUTES = """
            select attribute_bytes from spring_session_attributes
             where session_primary_id = (select primary_id from spring_session where session_id = :id)
             order by attribute_name""";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcIndexedSessionRepository rows;

    @Nested
    class InTheDatabase {

        @Test
        void saysNothingAboutThePerson() {
            nextVisitor(NANCY);
            Browser browser = browser();
            browser.get("/requests?secret=asked-for");

            DatabaseDump dump = DatabaseDump.of(jdbc);
            assertThat(dump.tables()).contains("spring_session", "spring_session_attributes");
            assertThat(dump.placesOf(NANCY, "nancy.nurse")).allMatch(place -> place.startsWith("audit_event."));
            assertThat(dump.placesOf("access-token", "refresh-token", "asked-for", TOKEN_BY_ALGORITHM, TOKEN_BY_KEY))
                    .isEmpty();
            assertThat(dump.placesOf("Some Body"))
                    .doesNotContain("spring_session.principal_name", "spring_session_attributes.attribute_bytes");
            assertThat(dump.placesOf(FakeIdentityProvider.subject(NANCY)))
                    .contains("spring_session.principal_name")
                    .allMatch(
                            place -> place.startsWith("audit_event.") || place.equals("spring_session.principal_name"));
        }

        @Test
        void isNotWhatTheCookieSays() {
            Browser browser = loggedIn(NANCY);
            String id = idOf(browser);

            Browser thief = browser();
            for (String forged : List.of(id, encoded(id), encoded(id + "."), encoded(id + ".made-up"))) {
                thief.setCookie("IMMTRAX_SESSION", forged);
                assertThat(thief.step("/requests").statusCode()).as(forged).isEqualTo(302);
            }
            thief.setCookie("IMMTRAX_SESSION", browser.cookie("IMMTRAX_SESSION").orElseThrow());
            assertThat(thief.step("/requests").statusCode())
                    .as("as it was given")
                    .isEqualTo(200);
        }

        private String encoded(String cookie) {
            return Base64.getEncoder().encodeToString(cookie.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void isNobodysOnceItWasChanged() {
            Browser browser = loggedIn(NANCY);
            String id = idOf(browser);
            List<byte[]> all =
                    jdbc.sql(ATTRIBUTES).param("id", id).query(byte[].class).list();
            byte[] bytes = all.get(0);
            bytes[bytes.length - 1] ^= 1;

            jdbc.sql("""
                    update spring_session_attributes set attribute_bytes = :bytes
                     where attribute_name = 'SPRING_SECURITY_CONTEXT'
                       and session_primary_id = (select primary_id from spring_session where session_id = :id)""").param("bytes", bytes).param("id", id).update();

            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
            assertThat(browser.step("/").statusCode()).isEqualTo(200);
        }

        @Test
        void cannotBeMovedToAnotherPersonsCookie() {
            Browser victim = loggedIn("operations.victim@mt.gov", "camunda-admin");
            Browser attacker = loggedIn(NANCY);

            jdbc.sql("delete from spring_session_attributes where session_primary_id = "
                            + "(select primary_id from spring_session where session_id = :id)")
                    .param("id", idOf(attacker))
                    .update();
            jdbc.sql("""
                    insert into spring_session_attributes
                    select (select primary_id from spring_session where session_id = :to), attribute_name, attribute_bytes
                      from spring_session_attributes
                     where session_primary_id = (select primary_id from spring_session where session_id = :from)""")
                    .param("to", idOf(attacker))
                    .param("from", idOf(victim))
                    .update();

            assertThat(attacker.step("/requests").statusCode()).isEqualTo(302);
            assertThat(victim.step("/requests").statusCode()).isEqualTo(200);
        }

        @Test
        void isRemovedWhenItIsOver() {
            Browser browser = loggedIn(NANCY);
            String id = idOf(browser);
            jdbc.sql("update spring_session set expiry_time = 1 where session_id = :id")
                    .param("id", id)
                    .update();

            rows.cleanUpExpiredSessions();

            assertThat(jdbc.sql("select count(*) from spring_session where session_id = :id")
                            .param("id", id)
                            .query(Long.class)
                            .single())
                    .isZero();
        }

        @Test
        void isNotTouchedByFiles() {
            Browser browser = loggedIn(NANCY);
            itIsLater(Duration.ofMinutes(10));
            long before = lastAccess(browser);

            assertThat(browser.step("/theme.css").statusCode()).isEqualTo(200);
            assertThat(browser.step("/webjars/bootstrap/css/bootstrap.min.css").statusCode())
                    .isEqualTo(200);
            assertThat(lastAccess(browser)).isEqualTo(before);

            browser.step("/requests");
            assertThat(lastAccess(browser)).isGreaterThan(before);
        }

        @Test
        void isReadOnceForAPage() {
            Browser browser = loggedIn(NANCY);
            browser.get("/requests");
            jdbc.sql("set query_statistics true").update();
            try {
                browser.get("/requests");

                assertThat(jdbc.sql("""
                        select coalesce(sum(execution_count), 0) from information_schema.query_statistics
                         where lower(sql_statement) like '%spring_session%'
                             and lower(sql_statement) not like 'delete%expiry_time%'""").query(Long.class).single()).isEqualTo(1);
            } finally {
                jdbc.sql("set query_statistics false").update();
            }
        }

        @Test
        void isWrittenOnceForManyRequests() {
            itIsLater(Duration.ofSeconds(1)); // from here on the clock stands
            Browser browser = loggedIn("help.desk@mt.gov", "help-desk");
            browser.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
            String tasks = "/camunda/api/engine/engine/" + ENGINE_NAME + "/task";
            browser.call("GET", tasks, "");
            itIsLater(Duration.ofSeconds(10));
            List<byte[]> before = contents(browser);
            long touched = lastAccess(browser);

            assertThat(browser.call("GET", tasks, "").statusCode()).isEqualTo(200);
            browser.get("/requests");

            assertThat(contents(browser)).usingRecursiveComparison().isEqualTo(before);
            assertThat(lastAccess(browser)).isEqualTo(touched);
        }
    }

    @Nested
    class Ends {

        @Test
        void afterHalfAnHourWithoutARequest() {
            Browser browser = loggedIn(NANCY);

            itIsLater(Duration.ofMinutes(29));
            assertThat(browser.step("/requests").statusCode()).isEqualTo(200);
            itIsLater(Duration.ofMinutes(58));
            assertThat(browser.step("/requests").statusCode()).isEqualTo(200);
            itIsLater(Duration.ofMinutes(89));
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
        }

        @Test
        void twelveHoursAfterTheLoginHoweverBusy() {
            Browser browser = loggedIn(NANCY);

            for (int minutes = 20; minutes < 720; minutes += 20) {
                itIsLater(Duration.ofMinutes(minutes));
                assertThat(browser.step("/requests").statusCode())
                        .as("after %d minutes", minutes)
                        .isEqualTo(200);
            }
            itIsLater(Duration.ofMinutes(721));
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
        }
    }

    @Nested
    class Strip {

        @Test
        void saysUntilWhenWithoutMakingItLonger() {
            Browser browser = loggedIn(NANCY);
            long before = lastAccess(browser);
            itIsLater(Duration.ofMinutes(10));

            assertThat(notice(browser))
                    .contains("You stay logged in until", "http-equiv=\"refresh\"")
                    .doesNotContain("<script");
            assertThat(lastAccess(browser)).isEqualTo(before);
        }

        @Test
        void isInTheFrameOfPagesOfThoseWhoAreLoggedIn() {
            assertThat(loggedIn(NANCY).get("/requests/new?type=NEW_ACCESS").body())
                    .contains("src=\"/session/notice?from=/requests/new?type%3DNEW_ACCESS\"");
            assertThat(browser().get("/").body()).doesNotContain("session/notice");
        }

        @Test
        void warnsFiveMinutesBeforeTheEndAndLetsOneStay() {
            Browser browser = loggedIn(NANCY);
            itIsLater(Duration.ofMinutes(26));
            assertThat(notice(browser))
                    .contains("You will be logged out at", "role=\"alert\"", "/session/stay?from=/requests");

            assertThat(browser.get("/session/stay?from=/requests").body()).contains("You stay logged in until");

            itIsLater(Duration.ofMinutes(50));
            assertThat(browser.step("/requests").statusCode()).isEqualTo(200);
        }

        @Test
        void noticesWhatHappensInAnotherTab() {
            Browser browser = loggedIn(NANCY);
            itIsLater(Duration.ofMinutes(26));
            assertThat(notice(browser)).contains("You will be logged out at");

            browser.get("/requests");

            assertThat(notice(browser)).contains("You stay logged in until");
        }

        @Test
        void saysThatItIsOverAndLeadsBack() {
            Browser browser = loggedIn(NANCY);
            itIsLater(Duration.ofMinutes(31));

            assertThat(notice(browser))
                    .contains("You are logged out.", "Only saved work is kept", "target=\"_top\"", "href=\"/requests\"")
                    .doesNotContain("http-equiv=\"refresh\"");
        }

        @Test
        void offersNoMoreTimeAtTheEndOfTwelveHours() {
            Browser browser = loggedIn(NANCY);
            for (int minutes = 20; minutes < 720; minutes += 20) {
                itIsLater(Duration.ofMinutes(minutes));
                browser.step("/requests");
            }
            itIsLater(Duration.ofMinutes(716));

            assertThat(notice(browser))
                    .contains("For security", "Save your work")
                    .doesNotContain("/session/stay");
        }

        @Test
        void leadsNowhereElse() {
            assertThat(browser()
                            .get("/session/notice?from=https://evil.example.org")
                            .body())
                    .doesNotContain("evil");
        }

        private String notice(Browser browser) {
            return browser.get("/session/notice?from=/requests").body();
        }
    }

    private List<byte[]> contents(Browser browser) {
        return jdbc.sql(ATTRIBUTES)
                .param("id", idOf(browser))
                .query(byte[].class)
                .list();
    }

    private long lastAccess(Browser browser) {
        return jdbc.sql("select last_access_time from spring_session where session_id = :id")
                .param("id", idOf(browser))
                .query(Long.class)
                .single();
    }
}
