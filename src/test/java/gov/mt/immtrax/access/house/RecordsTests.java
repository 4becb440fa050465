package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * Every record of the service is built with values that would name somebody, and says none of them: records end in logs
 * and in messages of exceptions by accident.
 */
class RecordsTests {

    /** Components that say who somebody is, where they work or live, what they typed, or a secret. */
    private static final Pattern PERSONAL = Pattern.compile(
            "(?i).*(name|address|phone|birth|employer|jobTitle|location|facility|pin|street|city|county|zip|justification|note|"
                    + "password|secret|key|token|subject|recipient|actor|before|after|values?|answers|arguments|words|address|claims|reason)");

    /** Components that sound so and are not, each with its reason. */
    private static final Map<String, String> NOT_PERSONAL = Map.ofEntries(
            Map.entry("FormField.name", "of a field of a form file"),
            Map.entry("Known.name", "of a setting"),
            Map.entry("FormField.patternKey", "a message key"),
            Map.entry("FormField.labelKey", "a message key"),
            Map.entry("Option.value", "a choice of a form file"),
            Map.entry("Option.messageKey", "a message key"),
            Map.entry("Button.name", "of a button"),
            Map.entry("Button.value", "of a button"),
            Map.entry("Button.labelKey", "a message key"),
            Map.entry("FormError.messageKey", "a message key"),
            Map.entry("Field.name", "of an input, as the form file names it"),
            Map.entry("LimitSettings.submissionsPerAddress", "a number"),
            Map.entry("LimitSettings.loginsPerAddress", "a number"));

    private static final LocalDate BIRTH_DAY = LocalDate.of(1931, 2, 3);

    @Test
    void sayNothingThatNamesSomebody() {
        List<String> talkative = new ArrayList<>();
        Set<String> built = new TreeSet<>();
        for (var type : House.classes()) {
            Class<?> candidate = type.reflect();
            if (!candidate.isRecord() || candidate.isAnonymousClass()) {
                continue;
            }
            List<String> planted = new ArrayList<>();
            Object record = build(candidate, planted, "");
            if (record == null) {
                continue;
            }
            built.add(candidate.getSimpleName());
            String said = record.toString();
            planted.stream()
                    .filter(value -> said.contains(value))
                    .forEach(value -> talkative.add(candidate.getSimpleName() + " says " + value));
        }
        assertThat(talkative).isEmpty();
        assertThat(built)
                .hasSizeGreaterThan(20)
                .contains(
                        "AccessRequest",
                        "Person",
                        "Credential",
                        "SignedAgreement",
                        "Draft",
                        "LedgerEntry",
                        "FormSubmission",
                        "FormError");
    }

    @Test
    void areExcusedForReasonsThatStillHold() {
        Set<String> components = new TreeSet<>();
        House.classes().stream()
                .map(type -> type.reflect())
                .filter(Class::isRecord)
                .forEach(type -> Arrays.stream(type.getRecordComponents())
                        .forEach(c -> components.add(type.getSimpleName() + "." + c.getName())));
        assertThat(components).containsAll(NOT_PERSONAL.keySet());
    }

    private static Object build(Class<?> type, List<String> planted, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String place = type.getSimpleName() + "." + components[i].getName();
            boolean personal = PERSONAL.matcher(components[i].getName()).matches() && !NOT_PERSONAL.containsKey(place);
            values[i] = value(
                    components[i].getGenericType(), components[i].getName(), personal, planted, path + place + ">");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException refused) {
            return null; // it checks what it is given: settings, which hold no person
        }
    }

    private static Object value(Type type, String name, boolean personal, List<String> planted, String path) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Enum.class) {
                return DayOfWeek.MONDAY;
            }
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            Object held = value(last, name, personal, planted, path);
            if (Optional.class == raw) {
                return Optional.ofNullable(held);
            }
            if (held == null) {
                return raw == Map.class ? Map.of() : raw == Set.class ? Set.of() : raw == List.class ? List.of() : null;
            }
            if (Map.class == raw) {
                Map<Object, Object> map = new LinkedHashMap<>();
                map.put("k", held);
                return map;
            }
            return raw == Set.class ? Set.of(held) : raw == List.class ? List.of(held) : null;
        }
        if (type instanceof TypeVariable<?> variable) {
            return value(variable.getBounds()[0], name, personal, planted, path);
        }
        Class<?> plain = (Class<?>) (type instanceof Class<?> c ? c : Object.class);
        if (plain == String.class || plain == Object.class || plain == CharSequence.class) {
            String text = "Planted-" + name;
            if (personal) {
                planted.add(text);
            }
            return text;
        }
        if (plain == LocalDate.class) {
            if (personal) {
                planted.add(BIRTH_DAY.toString());
            }
            return BIRTH_DAY;
        }
        if (plain.isRecord()) {
            return path.split(">").length > 4 ? null : build(plain, planted, path);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isArray()) {
            return java.lang.reflect.Array.newInstance(plain.getComponentType(), 0);
        }
        return SAMPLES.get(plain);
    }

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(int.class, 3),
            Map.entry(char.class, 'c'),
            Map.entry(Integer.class, 3),
            Map.entry(long.class, 3L),
            Map.entry(boolean.class, true),
            Map.entry(double.class, 3.0),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(ZonedDateTime.class, Instant.EPOCH.atZone(ZoneOffset.UTC)),
            Map.entry(Duration.class, Duration.ofMinutes(3)),
            Map.entry(Period.class, Period.ofDays(3)),
            Map.entry(UUID.class, new UUID(1, 2)),
            Map.entry(URI.class, URI.create("https://example.org")),
            Map.entry(LocalTime.class, LocalTime.NOON),
            Map.entry(Path.class, Path.of("x")),
            Map.entry(DataSize.class, DataSize.ofKilobytes(3)));
}
