package gov.mt.immtrax.access.credential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.audit.RememberedDeeds;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSent;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@JdbcTest
@Import({
    CredentialVault.class,
    CredentialEvidence.class,
    PasswordEncryption.class,
    RememberedDeeds.class,
    CredentialVaultTests.Surroundings.class
})
class CredentialVaultTests {

    private static final Instant NOON = Instant.parse("2022-11-09T19:00:00Z");
    private static final String NUMBER = "REQ0100387";
    private static final String PASSWORD = "Fl0wers&Ünicode!";

    @Autowired
    CredentialVault vault;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    RememberedDeeds trail;

    @BeforeEach
    void storeOne() {
        vault.store(NUMBER, "nnurse", PASSWORD);
    }

    @Test
    void givesBackWhatWasStored() {
        assertThat(vault.find(NUMBER)).contains(new Credential("nnurse", Optional.of(PASSWORD)));
        assertThat(vault.find("REQ0100999")).isEmpty();
    }

    @Test
    void keepsNoClearText() {
        byte[] sealed = Base64.getDecoder().decode(sealedPassword());

        assertThat(new String(sealed, ISO_8859_1)).doesNotContain("Fl0wers");
        assertThat(sealed).hasSize(12 + PASSWORD.getBytes(UTF_8).length + 16);
    }

    @Test
    void tellsTheTrailHowThePasswordReachedItsUser() {
        trail.deeds.clear();
        for (CredentialEvent.Type type : CredentialEvent.Type.values()) {
            events.publishEvent(new CredentialEvent(NUMBER, type, NOON));
        }

        assertThat(trail.deeds)
                .containsExactly(
                        "CREDENTIAL_DELIVERED REQ0100387 nnurse",
                        "CREDENTIAL_DELIVERED REQ0100387 nnurse",
                        "CREDENTIAL_SEEN REQ0100387 nnurse",
                        "CREDENTIAL_EXPIRED REQ0100387 nnurse");
    }

    @Test
    void sealsTheSamePasswordDifferentlyEachTime() {
        String before = sealedPassword();

        vault.store(NUMBER, "nnurse", PASSWORD);

        assertThat(sealedPassword()).isNotEqualTo(before);
    }

    @Test
    void replacesEarlierCredentials() {
        vault.wipe(NUMBER);
        vault.store(NUMBER, "nnurse2", "another");

        assertThat(vault.find(NUMBER)).contains(new Credential("nnurse2", Optional.of("another")));
        assertThat(deliveredAt()).isEmpty();
    }

    @Test
    void refusesASealedTextThatWasChanged() {
        byte[] sealed = Base64.getDecoder().decode(sealedPassword());
        sealed[sealed.length - 1] ^= 1;
        overwrite(NUMBER, Base64.getEncoder().encodeToString(sealed));

        assertThatThrownBy(() -> vault.find(NUMBER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesTheSealedTextOfAnotherRequest() {
        vault.store("REQ0100388", "other", "other");
        overwrite("REQ0100388", sealedPassword());

        assertThatThrownBy(() -> vault.find("REQ0100388"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void refusesAPasswordSealedByAnotherKey() {
        PasswordEncryption other = new PasswordEncryption(
                new CredentialSettings(Base64.getEncoder().encodeToString(new byte[32]), CredentialDelivery.EMAIL, 2));

        assertThatThrownBy(() -> other.open(sealedPassword(), NUMBER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsThePasswordButNotTheUserName() {
        vault.wipe(NUMBER);

        assertThat(vault.find(NUMBER)).contains(new Credential("nnurse", Optional.empty()));
        assertThat(deliveredAt()).contains(NOON);
    }

    @Test
    void forgetsThePasswordWhenItsMailWasSent() {
        events.publishEvent(
                new MailSent("provisioned-notice", Audience.SUPERVISOR, CaseKind.ACCESS_REQUEST.of(NUMBER), NOON));
        assertThat(vault.find(NUMBER).orElseThrow().temporaryPassword()).isPresent();

        events.publishEvent(new MailSent("email-credentials", Audience.USER, CaseKind.ACCESS_REQUEST.of(NUMBER), NOON));
        assertThat(vault.find(NUMBER).orElseThrow().temporaryPassword()).isEmpty();
    }

    @Test
    void showsNoPersonAndNoSecretInToString() {
        assertThat(vault.find(NUMBER).orElseThrow().toString()).doesNotContain(PASSWORD, "nnurse");
    }

    private String sealedPassword() {
        return jdbc.sql("select sealed_password from credential where request_number = :number")
                .param("number", NUMBER)
                .query(String.class)
                .single();
    }

    private Optional<Instant> deliveredAt() {
        return jdbc.sql(
                        "select delivered_at from credential where request_number = :number and delivered_at is not null")
                .param("number", NUMBER)
                .query((row, i) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    private void overwrite(String number, String sealed) {
        jdbc.sql("update credential set sealed_password = :sealed where request_number = :number")
                .param("sealed", sealed)
                .param("number", number)
                .update();
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    static class Surroundings {

        @Bean
        CredentialSettings settings() {
            return new CredentialSettings("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlBQkNERUY=", CredentialDelivery.EMAIL, 2);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }
}
