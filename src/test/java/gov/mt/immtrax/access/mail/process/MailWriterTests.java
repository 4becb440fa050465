package gov.mt.immtrax.access.mail.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSettings;
import gov.mt.immtrax.access.mail.Parts;
import gov.mt.immtrax.access.mail.SampleWords;
import gov.mt.immtrax.access.mail.process.MailDelivery.Letter;
import gov.mt.immtrax.access.number.CaseKind;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class MailWriterTests {

    private static final Session SESSION = Session.getInstance(new Properties());

    private final ResourceBundleMessageSource messages = messages();
    private final MailWriter writer = new MailWriter(
            new MailSettings(
                    "servicedesk@service.mt.gov", "help.desk.lead@mt.gov", 10, 200, List.of(Duration.ofMinutes(1))),
            new ServiceAddress(URI.create("https://access.example.gov/")),
            messages,
            Clock.systemUTC());

    static List<String> templates() throws Exception {
        try (var files = Files.list(Path.of("src/main/resources/mail"))) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".html"))
                    .map(it -> it.substring(0, it.length() - ".html".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void hasATemplateForEveryMailOfTheService() throws Exception {
        assertThat(templates())
                .containsExactlyInAnyOrder(
                        "invite-user",
                        "deputy-answered",
                        "deputy-ended",
                        "deputy-ended-official",
                        "deputy-named",
                        "deputy-to-confirm-lead",
                        "handover-answered",
                        "handover-asked",
                        "details-corrected-user",
                        "details-corrected-supervisor",
                        "confirm-email-address",
                        "email-address-entered",
                        "email-address-changed",
                        "email-address-changed-supervisor",
                        "sign-again",
                        "request-changed-user",
                        "request-readdressed-user",
                        "remind-user",
                        "missing-paperwork",
                        "request-expired-user",
                        "request-expired-supervisor",
                        "request-returned",
                        "request-declined-user",
                        "request-declined-supervisor",
                        "request-referred-supervisor",
                        "request-approved-supervisor",
                        "decision-overdue-lead",
                        "provisioning-overdue-lead",
                        "provisioning-overdue-supervisor",
                        "email-credentials",
                        "access-granted-supervisor",
                        "change-planned-user",
                        "change-planned-supervisor",
                        "change-planned-official",
                        "change-called-off-official",
                        "permissions-changed-user",
                        "permissions-changed-supervisor",
                        "request-withdrawn-user",
                        "request-closed-supervisor",
                        "request-closed-user",
                        "start-date-changed-user",
                        "start-date-changed-supervisor",
                        "access-moved-former-supervisor",
                        "access-added-user",
                        "access-added-supervisor",
                        "access-moved-user",
                        "access-moved-supervisor",
                        "permissions-changed-by-other",
                        "dispute-inactivated",
                        "dispute-kept",
                        "replacement-overdue-lead",
                        "supervisor-replaced",
                        "password-link",
                        "password-not-renewed",
                        "renewal-overdue-lead",
                        "audit-checkpoint",
                        "inactivity-first-warning",
                        "inactivity-last-warning",
                        "inactivity-last-warning-supervisor",
                        "access-ending-user",
                        "access-ending-supervisor",
                        "access-inactivated-user",
                        "access-inactivated-supervisor",
                        "inactivation-overdue-lead",
                        "difference-overdue-lead",
                        "review-overdue-lead",
                        "access-ended-user",
                        "access-ended-supervisor",
                        "access-kept-supervisor",
                        "deletion-rejected-supervisor",
                        "deletion-overdue-lead",
                        "access-ended-official",
                        "deletion-superseded",
                        "account-missing-supervisor",
                        "dispute-inactivated-user",
                        "dispute-reassigned",
                        "dispute-overdue-lead",
                        "release-overdue-lead",
                        "correction-overdue-lead");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invite-user",
                "sign-again",
                "request-changed-user",
                "remind-user",
                "request-expired-user",
                "request-withdrawn-user",
                "request-declined-user"
            })
    void namesTheVerifiedAddressOfWhoAsks(String template) throws Exception {
        MimeMessage mail = write(template, SampleWords.all());
        assertThat(List.of(
                        Jsoup.parse(Parts.html(mail)).text(), Parts.text(mail).replaceAll("\\s+", " ")))
                .allSatisfy(
                        it -> assertThat(it)
                                .contains("Stacy Supervisor (stacy.supervisor@sphealth.org)")
                                .contains(
                                        "If you do not know this person, you can ignore this email, or call the imMTrax Help Desk: 406-444-5580, Monday to Friday, 8 a.m. to 5 p.m."));
    }

    @Test
    void makesNoLinkOfATypedName() throws Exception {
        Map<String, Object> words = SampleWords.all();
        words.put("supervisorName", "Your account is locked, see evil.example.com");
        words.put("employer", "St. Peter's evil.example");
        MimeMessage mail = write("invite-user", words);
        assertThat(List.of(Parts.html(mail), Parts.text(mail)))
                .allSatisfy(it -> assertThat(it)
                        .doesNotContain("evil.example", "example.com")
                        .contains("stacy.supervisor@sphealth.org"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void saysEverythingInBothParts(String template) throws Exception {
        MimeMessage mail = write(template, SampleWords.all());

        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(mail.getSubject()).startsWith("REQ0100387: ").doesNotContain("Nancy", "Stacy");
        assertThat(List.of(mail.getSubject(), Parts.html(mail), Parts.text(mail)))
                .allSatisfy(it -> assertThat(it).doesNotContain("??", "null", "{0}", "{1}", "''", " th:"));
        assertThat(Parts.html(mail))
                .contains("<html lang=\"en\">", "REQ0100387", "406-444-5580")
                .doesNotContain("<img", "<script", "url(");
        assertThat(Parts.text(mail)).contains("REQ0100387", "406-444-5580").doesNotContain("<a", "<p", "&#");
        assertThat(messages.getMessage("mail." + template + ".label", null, Locale.US))
                .isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void tellsThePasswordInTheCredentialsMailAlone(String template) throws Exception {
        MimeMessage mail = write(template, SampleWords.all());
        boolean isCredentials = template.equals("email-credentials");
        assertThat(Parts.text(mail).contains("Tulip-Harbor<7>&2")).isEqualTo(isCredentials);
        assertThat(Parts.html(mail).contains("Tulip-Harbor&lt;7&gt;&amp;2")).isEqualTo(isCredentials);
    }

    @Test
    void showsThePasswordInLettersThatCannotBeMistakenAndOnOneLine() throws Exception {
        Element password = Jsoup.parse(Parts.html(write("email-credentials", SampleWords.all())))
                .select("td:containsOwn(Tulip-Harbor)")
                .first();

        assertThat(password.attr("style")).contains("monospace").contains("white-space:nowrap");
        assertThat(password.attr("translate")).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email-credentials",
                "password-link",
                "inactivity-first-warning",
                "inactivity-last-warning",
                "inactivity-last-warning-supervisor"
            })
    void saysWhereImmtraxIs(String template) throws Exception {
        MimeMessage mail = write(template, SampleWords.all());

        assertThat(Parts.text(mail)).contains("Log in to imMTrax at: https://immtrax.example.gov/login");
        assertThat(Parts.html(mail)).contains("href=\"https://immtrax.example.gov/login\"");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void saysHowToLogInWhereItLeadsToAPage(String template) throws Exception {
        String mail = Parts.text(write(template, SampleWords.all())).replaceAll("\\s+", " ");
        boolean forStaff = template.endsWith("-lead") || template.equals("audit-checkpoint");
        boolean leads = mail.contains("https://access.example.gov/") && !forStaff;

        assertThat(mail.contains("Choose Citizen login") && mail.contains("State of Montana employees"))
                .isEqualTo(leads);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void leavesOutWhatIsNotKnownAnyMore(String template) throws Exception {
        var words = SampleWords.all();
        for (String word :
                List.of("dueDate", "expiresOn", "reason", "requestTypeKey", "accessLevelKey", "locationName")) {
            words.put(word, null);
        }
        assertThat(Parts.text(write(template, words))).doesNotContain("null", "??", ": \n");
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGE_EMPLOYER, move your imMTrax account to St. Peter's Health",
        "PERMISSIONS_CHANGE, change your permissions"
    })
    void promisesALoginOnlyToThoseWhoGetOne(String type, String what) throws Exception {
        var words = SampleWords.all();
        words.put("requestType", type);
        assertThat(Parts.text(write("invite-user", words)).replaceAll("\\s+", " "))
                .contains(what, "You keep your user name and password")
                .doesNotContain("sends you your login credentials", "set up your access");
        for (String refusal : List.of("request-declined-user", "request-expired-supervisor")) {
            assertThat(Parts.text(write(refusal, words))).contains("stays as it is");
            assertThat(Parts.text(write(refusal, SampleWords.all()))).doesNotContain("stays as it is");
        }
    }

    @Test
    void invitesWithEverythingThatTheUserNeeds() throws Exception {
        assertThat(Parts.text(write("invite-user", SampleWords.all()))).isEqualTo("""
                imMTrax Access

                Please sign your imMTrax user agreement

                Hello Nancy Nurse,

                Stacy Supervisor (stacy.supervisor@sphealth.org) requested access to
                imMTrax, Montana's immunization registry, for you at St. Peter's Health.

                If you do not know this person, you can ignore this email, or call the
                imMTrax Help Desk: 406-444-5580, Monday to Friday, 8 a.m. to 5 p.m.

                Before we can set up your access, you need to read and sign the user
                agreement online.

                Open the user agreement:
                https://access.example.gov/agreements/REQ0100387

                Request number (REQ#): REQ0100387
                User: Nancy Nurse
                Request type: User
                Access level: Supervisor
                Employer and location: St. Peter's Health, SPH Broadway

                What to have ready

                - Your request number: REQ0100387
                - Your own Okta account. If you do not have one yet, create it at
                  login.mt.gov: https://login.mt.gov
                - If you need help creating it, see imMTrax forms and steps:
                  https://access.example.gov/
                - About 5 minutes. You can save and come back later.
                - Your job title
                - The name of your facility or employer

                When you log in

                Choose Citizen login and log in with the email address that received
                this email. State of Montana employees log in with their State login
                instead of Citizen login.

                If you have trouble with the Okta login, call 406-444-9500. If you have
                questions about imMTrax, call the imMTrax Help Desk at 406-444-5580.

                Please fill out the agreement yourself. It is between you and imMTrax:
                Stacy Supervisor cannot fill it out for you, and you cannot use another
                person's login.

                After you sign, the help desk sets up your access and sends you your
                login credentials.

                If you do not sign the agreement by Wednesday, December 7, 2022, the
                request expires.

                Questions? imMTrax Help Desk: 406-444-5580, Monday to Friday, 8 a.m. to
                5 p.m. Help with your Okta login: 406-444-9500.

                When you call, please have the request number ready: REQ0100387.

                This email was sent automatically by the Montana Immunization Program.
                """);
    }

    @Test
    void leadsToThePasswordUntilAMomentInMontana() throws Exception {
        assertThat(Parts.text(write("password-link", SampleWords.all())))
                .contains("https://access.example.gov/credentials/REQ0100387", "User name: nnurse")
                .containsIgnoringWhitespaces("until Thursday, November 10, 2022, 8:15 AM MST");
    }

    @Test
    void keepsLettersOfOtherLanguages() throws Exception {
        var words = SampleWords.all();
        words.put("userName", "Nañcy Nürse 李");
        MimeMessage mail = overTheWire(write("invite-user", words));
        assertThat(Parts.text(mail)).contains("Hello Nañcy Nürse 李,");
        assertThat(Parts.html(mail)).contains("Hello Nañcy Nürse 李,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a b@example.org",
                "a@example.org, b@example.org",
                "Group: a@example.org;",
                "a@example.org\r\nBcc: b@example.org"
            })
    void refusesWhatIsNotExactlyOneAddress(String address) {
        assertThatThrownBy(() -> writer.write(new MimeMessage(SESSION), letter("invite-user"), address, Map.of()))
                .isInstanceOf(AddressException.class);
    }

    private MimeMessage write(String template, Map<String, Object> words) throws Exception {
        MimeMessage mail = writer.write(new MimeMessage(SESSION), letter(template), "nancy.nurse@sphealth.org", words);
        return overTheWire(mail);
    }

    private static MimeMessage overTheWire(MimeMessage mail) throws Exception {
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return new MimeMessage(SESSION, new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static Letter letter(String template) {
        return new Letter(
                UUID.randomUUID(), CaseKind.ACCESS_REQUEST.of("REQ0100387"), template, Audience.USER, true, false);
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
