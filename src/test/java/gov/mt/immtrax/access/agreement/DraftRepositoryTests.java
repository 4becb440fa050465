package gov.mt.immtrax.access.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@JdbcTest
@Import({DraftRepository.class, DraftRepositoryTests.Surroundings.class})
class DraftRepositoryTests {

    private static final Instant NOON = Instant.parse("2022-11-09T19:00:00Z");
    private static final String NANCY = "nancy.nurse@sphealth.org";

    @Autowired
    DraftRepository drafts;

    @Autowired
    JdbcClient jdbc;

    @Test
    void givesBackWhatWasSaved() {
        Map<String, Object> values = Map.of("safeguardAccess", true, "jobTitle", "RN \"night\" \\ \u00fc\u4e16");

        drafts.save("user-agreement", "REQ0100387", NANCY, values);

        Draft draft = drafts.find("user-agreement", "REQ0100387", NANCY).orElseThrow();
        assertThat(draft.values()).isEqualTo(values);
        assertThat(draft.savedAt()).isEqualTo(NOON);
    }

    @Test
    void keepsAnEmptyForm() {
        drafts.save("user-agreement", "REQ0100387", NANCY, Map.of());

        assertThat(drafts.find("user-agreement", "REQ0100387", NANCY)
                        .orElseThrow()
                        .values())
                .isEmpty();
    }

    @Test
    void givesADraftToItsOwnerOnly() {
        drafts.save("user-agreement", "REQ0100387", NANCY, Map.of());

        assertThat(drafts.find("user-agreement", "REQ0100387", "other.supervisor@example.org"))
                .isEmpty();
        assertThat(drafts.find("user-agreement", "REQ0100388", NANCY)).isEmpty();
        assertThat(drafts.find("access-request", "REQ0100387", NANCY)).isEmpty();
    }

    @Test
    void replacesWhatWasSavedBeforeEvenBySomebodyElse() {
        drafts.save("user-agreement", "REQ0100387", "mistyped@sphealth.org", Map.of("jobTitle", "Clinic RN"));
        drafts.save("user-agreement", "REQ0100387", NANCY, Map.of("jobTitle", "Nurse"));

        assertThat(drafts.find("user-agreement", "REQ0100387", NANCY)
                        .orElseThrow()
                        .values())
                .containsEntry("jobTitle", "Nurse");
        assertThat(drafts.find("user-agreement", "REQ0100387", "mistyped@sphealth.org"))
                .isEmpty();
    }

    @Test
    void tellsEqualContentFromOtherContentByItsFingerprint() {
        String clinicRn = fingerprintOf("Clinic RN");

        assertThat(clinicRn).hasSize(64).isEqualTo(fingerprintOf("Clinic RN")).isNotEqualTo(fingerprintOf("Nurse"));
    }

    @Test
    void cutsTextThatNoFieldCouldHoldInsteadOfRefusingIt() {
        String long1 = "\ud83d\ude00".repeat(6_000);
        drafts.save(
                "user-agreement",
                "REQ0100387",
                NANCY,
                Map.of("a", long1, "b", "\u0000".repeat(9_000), "short", "kept"));

        Map<String, Object> values =
                drafts.find("user-agreement", "REQ0100387", NANCY).orElseThrow().values();
        assertThat(values).containsEntry("short", "kept");
        assertThat(long1).startsWith((String) values.get("a"));
        assertThat((String) values.get("a")).endsWith("\ud83d\ude00");
    }

    @Test
    void forgetsADraft() {
        drafts.save("user-agreement", "REQ0100387", NANCY, Map.of("jobTitle", "Clinic RN"));
        drafts.delete("user-agreement", "REQ0100387");

        assertThat(jdbc.sql("select count(*) from form_draft")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String fingerprintOf(String jobTitle) {
        drafts.save("user-agreement", "REQ0100387", NANCY, Map.of("jobTitle", jobTitle));
        return drafts.find("user-agreement", "REQ0100387", NANCY).orElseThrow().fingerprint();
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    static class Surroundings {

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }
}
