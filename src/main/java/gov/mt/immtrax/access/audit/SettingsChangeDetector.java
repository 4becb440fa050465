package gov.mt.immtrax.access.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records at each start which settings differ from the last start. For secrets, settings that may contain one, and
 * email addresses, it stores and compares a keyed fingerprint and never the value.
 */
@Component
class SettingsChangeDetector implements ApplicationRunner {

    /** Settings in docs/operations.md that are not in our own records. */
    private static final List<String> OTHERS = List.of(
            "spring.security.oauth2.client.registration.okta.client-id",
            "spring.security.oauth2.client.registration.okta.client-secret",
            "spring.security.oauth2.client.provider.okta.issuer-uri",
            "spring.mail.host",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.flyway.user",
            "spring.flyway.password",
            "server.port",
            "management.server.port");

    private static final Pattern SECRET = Pattern.compile(".*(key|secret|password|token)");
    /** Parameters of a URL may carry a password. */
    private static final Pattern PARAMETERS = Pattern.compile(".*:.*[?;].*");

    private static final int LONGEST_SHOWN = 400;
    private static final int LONGEST_IN_A_DETAIL = 150;

    private final ApplicationContext context;
    private final Environment environment;
    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final SigningKey key;

    SettingsChangeDetector(
            ApplicationContext context, Environment environment, JdbcClient jdbc, AuditTrail trail, SigningKey key) {
        this.context = context;
        this.environment = environment;
        this.jdbc = jdbc;
        this.trail = trail;
        this.key = key;
    }

    private record Known(String name, String shown, String keyId) {

        @Override
        public String toString() {
            return "Known[" + name + "]";
        }
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (!arguments.getNonOptionArgs().isEmpty()) {
            return; // a command beside the service: its ports are not settings of the service
        }
        // two nodes that start at the same time record a change only once
        jdbc.sql("select id from audit_sealer where id = 1 for update")
                .query(Integer.class)
                .single();
        compare(effective());
    }

    void compare(SortedMap<String, String> effective) {
        Map<String, Known> before =
                jdbc.sql("select name, shown, key_id from audit_setting").query(Known.class).stream()
                        .collect(Collectors.toMap(Known::name, it -> it));
        boolean first = before.isEmpty();
        if (first) {
            changed("first start: " + effective.size() + " settings recorded");
        }
        effective.forEach((name, value) -> {
            Known now = new Known(name, isShown(name, value) ? value : key.fingerprint(value), key.id());
            Known known = before.remove(name);
            if (known == null) {
                insert(now, !first);
            } else if (!known.shown().equals(now.shown()) || !known.keyId().equals(now.keyId())) {
                update(known, now, isShown(name, value));
            }
        });
        before.keySet().forEach(this::remove);
    }

    private void insert(Known now, boolean news) {
        jdbc.sql("insert into audit_setting (name, shown, key_id) values (:name, :shown, :key)")
                .param("name", now.name())
                .param("shown", now.shown())
                .param("key", now.keyId())
                .update();
        if (news) {
            changed(now.name() + " was added");
        }
    }

    private void update(Known known, Known now, boolean shown) {
        jdbc.sql("update audit_setting set shown = :shown, key_id = :key where name = :name")
                .param("name", now.name())
                .param("shown", now.shown())
                .param("key", now.keyId())
                .update();
        boolean sameKey = known.keyId().equals(now.keyId());
        boolean differs = !known.shown().equals(now.shown());
        if (shown && differs) {
            changed(now.name() + ": " + cut(known.shown()) + " -> " + cut(now.shown()));
        } else if (differs && (sameKey || now.name().equals("immtrax.audit.signing-key"))) {
            // fingerprints made with another key cannot be compared
            changed(now.name() + " has a new value");
        }
    }

    private void remove(String name) {
        jdbc.sql("delete from audit_setting where name = :name")
                .param("name", name)
                .update();
        changed(name + " was removed");
    }

    private void changed(String detail) {
        trail.record(AuditAction.SETTING_CHANGED, null, AuditResult.DONE, detail);
    }

    /** Every setting by name with its effective value, including defaults. */
    private SortedMap<String, String> effective() {
        SortedMap<String, String> settings = new TreeMap<>();
        for (Object bean :
                context.getBeansWithAnnotation(ConfigurationProperties.class).values()) {
            var prefix = AnnotatedElementUtils.findMergedAnnotation(bean.getClass(), ConfigurationProperties.class);
            if (bean instanceof Record && prefix != null && prefix.prefix().startsWith("immtrax")) {
                for (RecordComponent component : bean.getClass().getRecordComponents()) {
                    settings.put(prefix.prefix() + "." + kebab(component.getName()), text(value(component, bean)));
                }
            }
        }
        for (String name : OTHERS) {
            settings.put(name, Objects.toString(environment.getProperty(name), ""));
        }
        return settings;
    }

    private static Object value(RecordComponent component, Object bean) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(bean);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            var texts = several.stream().map(String::valueOf);
            return (several instanceof List ? texts : texts.sorted()).collect(Collectors.joining(", "));
        }
        return value instanceof Map<?, ?> map ? new TreeMap<>(map).toString() : Objects.toString(value, "");
    }

    private static boolean isShown(String name, String value) {
        return !SECRET.matcher(name).matches()
                && !PARAMETERS.matcher(value).matches()
                // an event contains no personal data except its actor
                && !value.contains("@")
                && value.length() <= LONGEST_SHOWN;
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_IN_A_DETAIL ? value : value.substring(0, LONGEST_IN_A_DETAIL) + "...";
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
