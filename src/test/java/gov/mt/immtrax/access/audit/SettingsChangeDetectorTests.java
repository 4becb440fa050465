package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsChangeDetectorTests {

    private static final String KEY = TrailParts.newKey();

    private final JdbcDataSource database = new JdbcDataSource();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "immtrax.audit.signing-key", KEY,
            "immtrax.credentials.key", "a secret?1",
            "spring.datasource.url", "jdbc:postgresql://db/immtrax?sslmode=verify-full&password=secret",
            "immtrax.request.expires-after", "P30D",
            "immtrax.audit.auditor", "one.auditor@mt.gov",
            "immtrax.calendar.removed-holidays", "2026-06-19, ".repeat(50)));

    @BeforeEach
    void startsForTheFirstTime() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        start(KEY);
    }

    @Test
    void takesOverWhatItFindsFirst() {
        assertThat(changes()).containsExactly("first start: 6 settings recorded");
    }

    @Test
    void saysNothingWhenNothingChanged() {
        start(KEY);

        assertThat(changes()).hasSize(1);
    }

    @Test
    void tellsEachChangeAndNoSecret() {
        settings.put("immtrax.request.expires-after", "P45D");
        settings.put("immtrax.credentials.key", "a secret?2");
        settings.put("spring.datasource.url", "jdbc:postgresql://db/immtrax?sslmode=disable&password=secret");
        settings.put("immtrax.calendar.removed-holidays", "2026-06-20, ".repeat(50));
        settings.put("immtrax.audit.auditor", "another.auditor@mt.gov");
        settings.put("immtrax.session.longest", "PT12H");
        start(KEY);
        settings.remove("immtrax.session.longest");
        start(KEY);

        assertThat(changes().subList(1, 8))
                .containsExactly(
                        "immtrax.audit.auditor has a new value",
                        "immtrax.calendar.removed-holidays has a new value",
                        "immtrax.credentials.key has a new value",
                        "immtrax.request.expires-after: P30D -> P45D",
                        "immtrax.session.longest was added",
                        "spring.datasource.url has a new value",
                        "immtrax.session.longest was removed");
        assertThat(stored()).doesNotContain("secret", "auditor@", KEY);
    }

    @Test
    void cannotCompareSecretsAcrossSigningKeysAndSaysThatTheKeyChanged() {
        String other = TrailParts.newKey();
        settings.put("immtrax.audit.signing-key", other);
        start(other);
        start(other);

        assertThat(changes().subList(1, changes().size())).containsExactly("immtrax.audit.signing-key has a new value");
    }

    private void start(String key) {
        var parts = new TrailParts(database, key, Clock.systemUTC());
        var watch = new SettingsChangeDetector(null, null, parts.jdbc, parts.recorder, parts.key);
        parts.transaction.executeWithoutResult(status -> watch.compare(new TreeMap<>(settings)));
    }

    private List<String> changes() {
        return new TrailParts(database, KEY, Clock.systemUTC())
                .jdbc
                .sql("select detail from audit_event where action = 'SETTING_CHANGED' order by id")
                .query(String.class)
                .list();
    }

    private String stored() {
        var jdbc = new TrailParts(database, KEY, Clock.systemUTC()).jdbc;
        return jdbc.sql("select name, shown from audit_setting").query().listOfRows() + " " + changes();
    }
}
