package gov.mt.immtrax.access.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

class CalendarSettingsTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Room.class);

    @Test
    void haveHarmlessDefaults() {
        application.run(context -> {
            CalendarSettings settings = context.getBean(CalendarSettings.class);
            assertThat(settings.zone()).isEqualTo(ZoneId.of("America/Denver"));
            assertThat(settings.opens()).isEqualTo(LocalTime.of(8, 0));
            assertThat(settings.closes()).isEqualTo(LocalTime.of(17, 0));
            assertThat(settings.addedHolidays()).isEmpty();
            assertThat(settings.removedHolidays()).isEmpty();
        });
    }

    @Test
    void readDaysFromOneLine() {
        application
                .withPropertyValues("immtrax.calendar.added-holidays=2026-12-24,2026-12-31")
                .run(context -> assertThat(
                                context.getBean(CalendarSettings.class).addedHolidays())
                        .containsExactlyInAnyOrder(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 31)));
    }

    @Test
    void refuseADayThatIsAddedAndRemoved() {
        application
                .withPropertyValues(
                        "immtrax.calendar.added-holidays=2026-06-19", "immtrax.calendar.removed-holidays=2026-06-19")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                "a day must not be in both immtrax.calendar.added-holidays and removed-holidays"));
    }

    @Test
    void refuseToCloseBeforeOpening() {
        application
                .withPropertyValues("immtrax.calendar.closes=07:00")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("immtrax.calendar.closes must be later"));
    }

    @Test
    void addToWhatIsBuiltIn() {
        application
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("immtrax.calendar.removed-holidays=2026-10-12")
                .run(context -> {
                    BusinessCalendar calendar = context.getBean(BusinessCalendar.class);
                    assertThat(calendar.isBusinessDay(LocalDate.of(2026, 10, 12)))
                            .isTrue();
                    assertThat(calendar.isBusinessDay(LocalDate.of(2026, 6, 19)))
                            .isTrue();
                    assertThat(calendar.isBusinessDay(LocalDate.of(2026, 11, 3)))
                            .isFalse();
                });
    }

    @Test
    void comeWithoutJuneteenthSinceMontanaWorksOnIt() {
        application
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context -> {
                    BusinessCalendar calendar = context.getBean(BusinessCalendar.class);
                    for (int year = 2025; year <= 2060; year++) {
                        assertThat(LocalDate.of(year, 6, 1).datesUntil(LocalDate.of(year, 7, 1)))
                                .filteredOn(day -> day.getDayOfWeek().getValue() < 6 && !calendar.isBusinessDay(day))
                                .as("days off in June %d", year)
                                .isEmpty();
                    }
                });
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    @EnableConfigurationProperties(CalendarSettings.class)
    @Import({BusinessCalendar.class, StateHolidays.class})
    static class Room {}
}
