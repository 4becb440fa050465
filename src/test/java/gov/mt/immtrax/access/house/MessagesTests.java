package gov.mt.immtrax.access.house;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every text that a person reads is in messages.properties, and nothing else is: the file is what gets translated. */
class MessagesTests {

    private static final String ROOMS =
            "portal|identity|calendar|account|form|mail|request|agreement|inactivation|credential|people|deletion|imports|audit|traffic|facility|deputy";
    private static final Pattern KEY = Pattern.compile("(?:" + ROOMS + ")(?:\\.[A-Za-z0-9_-]+)+");
    /** A key between quotes, or at the head of a Thymeleaf message. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:[\"'|]|#\\{)((?:" + ROOMS + ")(?:\\.[A-Za-z0-9_-]+)+)(?=[\"'|({}])");

    /** Beginnings of keys whose end is known at run time only, by the value of an enum or the name of a file. */
    private static final List<String> COMPOSED = List.of(
            "account.field.",
            "agreement.closed.",
            "agreement.signed.next.later.",
            "agreement.signed.next.mail.",
            "agreement.signed.next.set-up.",
            "audit.action.",
            "deletion.account.",
            "deletion.event.",
            "deletion.next.",
            "deletion.notice.",
            "deletion.status.",
            "deletion.waiting.",
            "deputy.ending.",
            "deputy.field.",
            "deputy.notice.",
            "deputy.state.",
            "facility.change.",
            "facility.import.outcome.",
            "facility.notice.",
            "facility.show.",
            "facility.status.",
            "imports.busy.",
            "imports.column.",
            "imports.count.",
            "imports.csv.",
            "imports.kind.",
            "imports.notice.",
            "imports.outcome.",
            "imports.problem.",
            "imports.state.",
            "imports.accept.",
            "imports.todo.",
            "imports.value.",
            "imports.what.",
            "form.access-deletion.reason.",
            "form.access-request.hadPriorAccess.",
            "form.access-request.otherEmployer.",
            "form.access-request.",
            "identity.problem.",
            "identity.session.",
            "inactivation.decision.",
            "inactivation.exemption.",
            "inactivation.inactivated.",
            "inactivation.notice.",
            "mail.",
            "mail.audience.",
            "mail.change-planned-supervisor.what.",
            "mail.change-planned-user.what.",
            "mail.invite-user.then.",
            "mail.invite-user.what.",
            "mail.request-closed-supervisor.what.",
            "mail.request-expired-supervisor.what.",
            "mail.request-expired-user.what.",
            "mail.request-referred-supervisor.why.",
            "mail.request-withdrawn-user.what.",
            "mail.state.",
            "people.change.",
            "people.column.",
            "people.csv.",
            "people.filter.",
            "people.notice.",
            "people.outcome.",
            "people.reason.",
            "people.replace.",
            "people.status.",
            "people.underway.",
            "portal.error.",
            "portal.home.level.",
            "portal.home.step.",
            "portal.home.type.",
            "request.accessLevel.",
            "request.account.",
            "request.again.",
            "request.csv.",
            "request.ended.",
            "request.event.",
            "request.hadPriorAccess.",
            "request.likeness.",
            "request.new.lead.",
            "request.new.title.",
            "request.next.",
            "request.notice.",
            "request.now.",
            "request.referral.",
            "request.status.",
            "request.turn.",
            "request.type.",
            "request.waiting.",
            "traffic.refused.");

    /** Where "mail." + template + ... leads: the rest of a mail's words stand in its template. */
    private static final Pattern COMPOSED_OF_A_MAIL = Pattern.compile("mail\\.[a-z-]+\\.(label|subject|heading)");

    /** What looks like a key and is the name of a metric or of a file. */
    private static final Pattern NO_KEYS = Pattern.compile("mail\\.smtp\\..*|.*\\.(html|txt|css)");

    private final Map<String, String> messages = read();
    private final String sources = sources();

    @Test
    void areAllThereWhereverOneIsNamed() {
        Set<String> missing = new TreeSet<>();
        Matcher reference = REFERENCE.matcher(sources);
        while (reference.find()) {
            String key = reference.group(1);
            if (!messages.containsKey(key) && !NO_KEYS.matcher(key).matches()) {
                missing.add(key);
            }
        }
        assertThat(missing).as("keys that are named and do not exist").isEmpty();
    }

    @Test
    void areAllUsed() {
        Set<String> named =
                KEY.matcher(sources).results().map(result -> result.group()).collect(Collectors.toSet());
        assertThat(messages.keySet())
                .filteredOn(key -> !named.contains(key) && !isComposed(key))
                .as("keys that nothing names")
                .isEmpty();
    }

    private static boolean isComposed(String key) {
        return COMPOSED_OF_A_MAIL.matcher(key).matches()
                || COMPOSED.stream().filter(not("mail."::equals)).anyMatch(key::startsWith);
    }

    @Test
    void areComposedOnlyWhereThisTestKnows() {
        Set<String> found = Pattern.compile("[\"'|]((?:" + ROOMS + ")\\.(?:[A-Za-z0-9_-]+\\.)*)(?=[\"'$])")
                .matcher(sources)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).containsExactlyElementsOf(new TreeSet<>(COMPOSED));
    }

    @ParameterizedTest
    @CsvSource({
        "request.RequestType,    request.type.",
        "request.RequestType,    portal.home.type.",
        "account.AccessLevel,    request.accessLevel.",
        "account.AccessLevel,    portal.home.level.",
        "request.RequestType,    mail.invite-user.what.",
        "request.RequestType,    mail.invite-user.then.",
        "request.RequestType,    agreement.signed.next.set-up.",
        "request.RequestType,    agreement.signed.next.mail.",
        "request.RequestType,    request.new.title.",
        "request.RequestType,    request.new.lead.",
        "account.AccountStatus,  request.account.",
        "request.RequestStatus,  request.status.",
        "request.RequestStatus,  request.next.",
        "request.RequestEventType, request.event.",
        "account.AccountStatus,  deletion.account.",
        "deletion.DeletionStatus, deletion.status.",
        "deletion.DeletionStatus, deletion.waiting.",
        "deletion.DeletionStatus, deletion.next.",
        "deletion.DeletionEventType, deletion.event.",
        "deletion.DeletionReason, form.access-deletion.reason.",
        "account.InactivationReason, inactivation.inactivated.",
        "inactivation.stop.StopDecision, inactivation.decision.",
        "audit.AuditAction,      audit.action.",
        "facility.FacilityStatus, facility.status.",
        "facility.FacilityImport$Outcome, facility.import.outcome.",
        "facility.FacilityChangeType, facility.change.",
        "imports.ImportKind,          imports.kind.",
        "imports.ImportState,         imports.state.",
        "imports.ImportCount,         imports.count.",
        "imports.ImportColumn,        imports.column.",
        "imports.FileProblem,       imports.problem.",
        "imports.LineProblem,       imports.what.",
        "imports.DifferenceKind,    imports.what.",
        "imports.DifferenceOutcome, imports.outcome.",
        "account.AccessLevel,    imports.value.",
        "account.AccountStatus,  imports.value.",
        "mail.Audience,          mail.audience.",
        "mail.MailState,         mail.state.",
        "people.dispute.DisputeOutcome, people.outcome.",
        "account.AccountStatus,  people.status.",
        "request.RequestType,    people.underway.",
        "account.InactivationReason, people.reason.",
        "account.AccountChangeType, people.change."
    })
    void nameEachValueOfAnEnum(String type, String prefix) throws ClassNotFoundException {
        Object[] values = Class.forName("gov.mt.immtrax.access." + type).getEnumConstants();
        assertThat(messages.keySet())
                .containsAll(Arrays.stream(values)
                        .map(value -> prefix + ((Enum<?>) value).name())
                        .toList());
    }

    @Test
    void nameEachMail() {
        Stream<String> mails = House.files("src/main/resources/mail", ".html").stream()
                .filter(file -> file.getParent().endsWith("mail"))
                .map(file -> file.getFileName().toString().replace(".html", ""));
        assertThat(mails)
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(messages)
                        .containsKeys(
                                "mail." + mail + ".label", "mail." + mail + ".subject", "mail." + mail + ".heading"));
    }

    @Test
    void areSaidOnce() {
        List<String> keys = keys();
        assertThat(keys).doesNotHaveDuplicates().hasSize(messages.size());
    }

    @Test
    void beginWithTheirRoom() {
        assertThat(messages.keySet()).allMatch(key -> KEY.matcher(key).matches());
    }

    @Test
    void canBeFormatted() {
        assertThat(messages).allSatisfy((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            if (text.matches("(?s).*\\{\\d.*")) {
                new MessageFormat(text);
                assertThat(text)
                        .as("an apostrophe beside arguments is doubled: " + key)
                        .doesNotContainPattern("(?<!')'(?!')");
            } else {
                assertThat(text)
                        .as("without arguments it is printed as it stands: " + key)
                        .doesNotContain("''");
            }
        });
    }

    private static List<String> keys() {
        String text = House.text(House.RESOURCES.resolve("messages.properties")).replaceAll("\\\\\r?\n", "");
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
    }

    private static Map<String, String> read() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(House.text(House.RESOURCES.resolve("messages.properties"))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Map<String, String> sorted = new TreeMap<>();
        properties.forEach((key, value) -> sorted.put((String) key, (String) value));
        return sorted;
    }

    private static String sources() {
        return Stream.of(
                        House.files("src/main/java", ".java"),
                        House.files("src/main/resources/templates", ".html"),
                        House.files("src/main/resources/mail", ".html"),
                        House.files("forms", ".html"))
                .flatMap(List::stream)
                .map(House::text)
                .collect(Collectors.joining("\n"));
    }
}
