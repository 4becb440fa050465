package gov.mt.immtrax.access.traffic.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.mock.env.MockEnvironment;

/**
 * What the log of the running service looks like: its own appender with its own pattern writes the lines that are read
 * here.
 */
class LogMaskingTests {

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger logger = context.getLogger("gov.mt.immtrax.access.TestOfTheLog");
    private OutputStreamAppender<ILoggingEvent> copy;

    @BeforeEach
    void copyTheConsole() {
        LoggingSystem system = LoggingSystem.get(getClass().getClassLoader());
        system.cleanUp();
        system.beforeInitialize();
        system.initialize(new LoggingInitializationContext(new MockEnvironment()), null, null);
        var console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(((PatternLayoutEncoder) console.getEncoder()).getPattern());
        encoder.start();
        copy = new OutputStreamAppender<>();
        copy.setContext(context);
        copy.setEncoder(encoder);
        copy.setOutputStream(lines);
        copy.start();
        logger.addAppender(copy);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(copy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <nancy.nurse@sphealth.org>: Recipient address rejected",
                "to=Nancy.O'Nurse+x@sub.sphealth.org;",
                "nancy.nurse%40sphealth.org",
                "mailto:nancy_nurse@x.co",
                "call 406-444-4444 now",
                "(406) 444-4444",
                "+1 406.444.4444",
                "phone=406 444 4444",
                "dateOfBirth=1980-01-31",
                "DOB: 01/31/1980",
                "date of birth '1980-01-31'",
                "date_of_birth: 1980-1-31",
                "born 01-31-1980"
            })
    void namesNobody(String personal) {
        logger.info("Nothing of {} here", personal);
        logger.info("Nor here", new IllegalStateException(personal, new RuntimeException("because " + personal)));

        assertThat(text())
                .contains("Nothing of", "Nor here")
                .doesNotContainIgnoringCase("nurse", "sphealth", "@x.co", "444-4444", "444 4444", "444.4444", "1980");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REQ0100387 was signed on 2026-11-23 at 10:00", "at 2026-11-22T01:33:11.307Z", "version 7.24.0",
                        "192.0.2.7",
                "id 4064444444000", "7a1b2c3d-1111-2222-3333-444455556666", "@Bean foo", "expected 200-201-2020-1"
            })
    void keepsWhatOperatorsLookFor(String text) {
        logger.info("It says: {}", text);
        assertThat(text()).contains("It says: " + text);
    }

    @Test
    void writesOneLineWhateverItIsTold() {
        String forged =
                "ok\r\n2026-11-22T01:33:11.307Z  INFO 1 --- [main] audit : all is well\u2028x\u0085y\u001b[31mred\u0000\u202e";
        logger.warn("Said {}", forged);
        logger.error("Failed", new IllegalStateException(forged));

        assertThat(text().lines().filter(line -> line.contains("all is well")))
                .hasSize(2)
                .allMatch(line -> line.contains("\\u001b[31mred\\u0000") && line.contains("\\r\\n2026"));
        assertThat(text().lines().filter(line -> line.matches("\\d{4}-.*"))).hasSize(2);
    }

    @Test
    void keepsStackTracesReadable() {
        logger.error("Failed", new IllegalStateException("outer", new RuntimeException("inner")));
        logger.warn("Engine: java.lang.RuntimeException: x\n\tat a.B.c(B.java:1)\nCaused by: y\n\t... 3 more\n");

        assertThat(text())
                .contains(
                        "\nCaused by: java.lang.RuntimeException: inner",
                        "java.lang.IllegalStateException: outer\n",
                        "\tat " + getClass().getName(),
                        "x\n\tat a.B.c(B.java:1)\nCaused by: y\n\t... 3 more");
    }

    private String text() {
        return lines.toString(StandardCharsets.UTF_8);
    }
}
