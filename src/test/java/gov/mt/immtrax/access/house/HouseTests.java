package gov.mt.immtrax.access.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import gov.mt.immtrax.access.ImmtraxAccessApplication;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;

class HouseTests {

    /** Components of records that say who somebody is, what they typed, or a secret. */
    private static final Set<String> PERSONAL = Set.of(
            "address",
            "name",
            "recipient",
            "newAddress",
            "actor",
            "before",
            "after",
            "values",
            "key",
            "username",
            "temporaryPassword",
            "emailAddress",
            "dateOfBirth",
            "legalFirstName",
            "legalLastName",
            "phoneNumber",
            "fullLegalName",
            "signerAddress",
            "networkAddress",
            "supervisorAddress",
            "supervisorName");

    /** Where a name is the name of a thing: a field of a form, a button, a template. */
    private static final Set<String> NAMES_OF_THINGS = Set.of("FormField", "Button", "Option");

    private static final int LONGEST_LINE = 120;

    @Test
    void keepsTheRoomsApart() {
        // because: a room that others may not reach into can be changed alone; package-info.java names the allowed
        // neighbours
        ApplicationModules.of(ImmtraxAccessApplication.class).verify();
    }

    @Test
    void namesTheNeighboursOfEachRoomAtItsDoor() {
        ApplicationModules.of(ImmtraxAccessApplication.class)
                .forEach(room -> assertThat(House.text(House.SOURCES.resolve(
                                room.getBasePackage().getName().replace('.', '/') + "/package-info.java")))
                        .as("package-info of the room %s", room.getIdentifier())
                        .contains("/**")
                        .contains("allowedDependencies"));
    }

    /** What a repository does to rows, by the names of its methods. */
    private static final Set<String> WRITES =
            Set.of("insert", "update", "move", "moveWithPaperwork", "end", "settleAccount", "correctAddress");

    @Test
    void letsEachRoomWriteItsOwnRows() {
        noClasses()
                .should()
                .callMethodWhere(describe("writes rows of another room", HouseTests::writesRowsOfAnotherRoom))
                .because("what becomes of a row is decided by the room of its noun, though the doors inside that room"
                        + " make its repository public")
                .check(House.classes());
    }

    private static boolean writesRowsOfAnotherRoom(JavaAccess<?> call) {
        JavaClass repository = call.getTargetOwner();
        return repository.isAnnotatedWith(Repository.class)
                && WRITES.contains(call.getTarget().getName())
                && !room(repository).equals(room(call.getOriginOwner()));
    }

    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("(.*\\.access\\.\\w+).*", "$1");
    }

    @Test
    void injectsByConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .because("a constructor shows what a class needs, and settings are validated records")
                .check(House.classes());
        fields().that()
                .areDeclaredInClassesThat()
                .areMetaAnnotatedWith(Component.class)
                .and()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat()
                .doNotHaveSimpleName("RequiredSettings")
                .should()
                .beFinal()
                .because("beans are shared by all threads; RequiredSettings runs before there are any")
                .check(House.classes());
    }

    @Test
    void doesWithoutLombok() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("lombok..")
                .because("what a class can do is written in it")
                .check(House.classes());
    }

    @Test
    void keepsTheInsidesOfTheEngineInOneRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..access.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda.bpm.engine.impl..")
                .because("the engine's community edition has ended and a move to a fork must stay cheap")
                .check(House.classes());
    }

    @Test
    void keepsTheEngineOutOfRulesAndForms() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..access.form..",
                        "..access.calendar..",
                        "..access.identity..",
                        "..access.account..",
                        "..access.inactivation",
                        "..access.credential")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .because(
                        "what a form, a business day, a person, an account or a credential is does not depend on the engine; steps do")
                .check(House.classes());
    }

    @Test
    void countsTimeInJavaTime() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..access.engine..")
                .and()
                .areDeclaredInClassesThat()
                .haveSimpleNameNotEndingWith("Deadlines")
                .should()
                .haveRawReturnType(Date.class)
                .because("only the engine's timers still want the old class")
                .check(House.classes());
        noFields()
                .should()
                .haveRawType(Date.class)
                .because("only the engine's timers still want the old class")
                .check(House.classes());
    }

    @Test
    void asksTheClockForTheTime() {
        noClasses()
                .should()
                .callMethodWhere(describe("reads the machine's time", HouseTests::readsTheMachinesTime))
                .orShould()
                .callConstructor(Date.class)
                .because("timers and rules follow one clock, the engine's, which tests can move")
                .check(House.classes());
    }

    private static boolean readsTheMachinesTime(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean now = owner.startsWith("java.time.")
                && call.getTarget().getName().equals("now")
                && !call.getTarget().getFullName().contains("java.time.Clock");
        boolean system = call.getTarget().getFullName().startsWith("java.lang.System.currentTimeMillis")
                || call.getTarget().getFullName().startsWith("java.time.Clock.system");
        return now || system;
    }

    @Test
    void turnsInstantsIntoColumnsInOnePlace() {
        noClasses()
                .that(describe(
                        "are not the place, nor of the verifier, nor read text",
                        type -> !Set.of("UtcColumn", "AuditEvent", "TrailCheck", "TrailCheckpoints", "LastAccessParser")
                                .contains(type.getSimpleName())))
                .should()
                .callMethod(Instant.class, "atOffset", ZoneOffset.class)
                .orShould()
                .callMethod(OffsetDateTime.class, "toInstant")
                .because("UtcColumn knows how a moment is kept, and what becomes of one that there is not")
                .check(House.classes());
    }

    /** The formatter breaks neither literals nor text blocks. */
    @Test
    void readsWithoutScrolling() {
        assertThat(House.files("src/main/java", ".java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(House.text(file).lines())
                        .as(file.toString())
                        .allMatch(line -> line.length() <= LONGEST_LINE));
    }

    @Test
    void writesToTheLogAlone() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .because(
                        "operators read the log; the verifier is a program of its own, whose user reads what it prints")
                .check(House.classes()
                        .that(describe(
                                "are not the verifier",
                                type -> !type.getSimpleName().equals("AuditVerifier"))));
    }

    /** The classes that pom.xml packs into the jar for auditors. */
    @Test
    void letsTheVerifierDoWithoutTheService() {
        Set<String> packed = Pattern.compile("<include>(gov/.*)\\.class</include>")
                .matcher(House.text(House.ROOT.resolve("pom.xml")))
                .results()
                .map(include -> include.group(1).replace('/', '.').replace("*", ""))
                .collect(Collectors.toSet());
        var verifier = describe(
                "are of the verifier",
                (JavaClass type) -> packed.contains(type.getName().replaceAll("\\$.*", "")));
        assertThat(House.classes().that(verifier)).hasSizeGreaterThanOrEqualTo(5);
        classes()
                .that(verifier)
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..").or(verifier))
                .because("an auditor trusts what can be read in an hour and needs nothing of the service")
                .check(House.classes());
    }

    @Test
    void startsNoOtherProgram() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Runtime")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("javax.script..")
                .because("what somebody typed must never become a command")
                .check(House.classes());
    }

    /** {@code mvn spring-boot:test-run} starts the one main class that it finds. */
    @Test
    void hasNoMainClassBesideTheDemoInItsTests() throws IOException {
        try (Stream<Path> files = Files.walk(House.ROOT.resolve("src/test/java"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> House.text(file).contains("static void " + "main(")))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("DemoApplication.java");
        }
    }

    @Test
    void namesRoomsByTheirNoun() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..helper..", "..impl..", "..config..", "..dto..", "..service..")
                .because("a room holds what belongs to its noun, and such a name would hold anything")
                .check(House.classes());
    }

    @Test
    void keepsTestPartsOutOfTheService() {
        noClasses()
                .should()
                .dependOnClassesThat(are(resideInAPackage("..access.demo..")))
                .because("the stand-ins of the demo are not in the jar")
                .check(House.classes());
    }

    /** House style: below 60 %; a class is public when another room or an expression of a model needs it. */
    @Test
    void keepsMostClassesInTheirRoom() {
        List<JavaClass> types = House.classes().stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .toList();
        long open = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        assertThat(100.0 * open / types.size())
                .as("%d of %d types are public, in percent", open, types.size())
                .isLessThan(60);
    }

    /** A record prints all that it holds unless it says otherwise, and logs and messages print records. */
    @Test
    void printsNoPersonalDataOfRecords() throws IOException {
        List<String> talkative = new ArrayList<>();
        for (JavaClass type : House.classes()) {
            Class<?> candidate = type.reflect();
            if (candidate.isRecord() && holdsPersonalData(candidate) && printsEverything(candidate)) {
                talkative.add(candidate.getName());
            }
        }
        assertThat(talkative)
                .as("records with personal data and without a toString of their own")
                .isEmpty();
    }

    private static boolean holdsPersonalData(Class<?> type) {
        return !NAMES_OF_THINGS.contains(type.getSimpleName())
                && Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .anyMatch(PERSONAL::contains);
    }

    /** Whether the compiler wrote toString: then it is a call to {@code ObjectMethods}. */
    private static boolean printsEverything(Class<?> type) throws IOException {
        boolean[] generated = {false};
        try (InputStream code = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            new ClassReader(code)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String descriptor, String sign, String[] thrown) {
                                    return !name.equals("toString")
                                            ? null
                                            : new MethodVisitor(Opcodes.ASM9) {
                                                @Override
                                                public void visitInvokeDynamicInsn(
                                                        String call, String of, Handle bootstrap, Object... arguments) {
                                                    generated[0] |= bootstrap
                                                            .getOwner()
                                                            .equals("java/lang/runtime/ObjectMethods");
                                                }
                                            };
                                }
                            },
                            ClassReader.SKIP_DEBUG);
        }
        return generated[0];
    }
}
