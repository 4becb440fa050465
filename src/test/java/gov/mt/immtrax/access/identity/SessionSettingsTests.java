package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SessionSettingsTests {

    private static final String KEY = "immtrax.session.key=ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties({SessionSettings.class, GroupSettings.class, IdentitySettings.class})
    static class Settings {}

    @Test
    void haveDefaultsForAllButTheKey() {
        service.withPropertyValues(KEY).run(context -> {
            SessionSettings settings = context.getBean(SessionSettings.class);
            assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(30));
            assertThat(settings.longest()).isEqualTo(Duration.ofHours(12));
            assertThat(settings.toString()).doesNotContain("ICEi");
            assertThat(context.getBean(IdentitySettings.class).discoveryUri()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"immtrax.session.key=", "immtrax.session.key=too-short-secret", "immtrax.session.key=***"})
    void refuseABadKeyWithoutPrintingIt(String key) {
        service.withPropertyValues(key)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("immtrax.session.key must be set")
                        .hasMessageNotContaining("too-short-secret"));
    }

    @ParameterizedTest
    @CsvSource({"idle, 5m", "idle, 13h", "longest, 10m", "warning, 30m", "recheck-after, 0s"})
    void refuseTimesThatMakeNoSense(String setting, String value) {
        service.withPropertyValues(KEY, "immtrax.session." + setting + "=" + value)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void nameTheGroupsOfTheProviderByRole() {
        GroupSettings groups = new Binder(new MapConfigurationPropertySource(Map.of(
                        "immtrax.identity.groups.help-desk", "DPHHS Imm Help Desk, old-help-desk",
                        "immtrax.identity.groups.operations", "DPHHS Imm Ops")))
                .bindOrCreate("immtrax.identity.groups", GroupSettings.class);

        assertThat(groups.roles(List.of("old-help-desk", "Everyone"))).containsExactly(Role.CITIZEN, Role.HELP_DESK);
        assertThat(groups.roles(List.of("DPHHS Imm Ops", "DPHHS Imm Help Desk")))
                .containsExactly(Role.CITIZEN, Role.HELP_DESK, Role.OPERATIONS);
        assertThat(groups.roles(List.of("camunda-admin", "help-desk"))).containsExactly(Role.CITIZEN);
        assertThat(groups.roles(List.of("registry-staff"))).contains(Role.REGISTRY_STAFF);
    }
}
