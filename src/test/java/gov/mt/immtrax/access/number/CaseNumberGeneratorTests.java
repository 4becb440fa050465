package gov.mt.immtrax.access.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CaseNumberGeneratorTests {

    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    private final CaseNumberGenerator numbers = new CaseNumberGenerator(jdbc);

    @BeforeEach
    void makeTheSequencesOfTheMigrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("create sequence"))
                        .forEach(line -> jdbc.sql(line).update());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUDIT_CHECKPOINT")
    void drawsOneAfterTheOther(CaseKind kind) {
        CaseNumber first = kind.of(numbers.next(kind));
        CaseNumber second = kind.of(numbers.next(kind));

        assertThat(second.value()).isEqualTo(first.value() + 1);
    }

    @Test
    void givesADeletionNoNumberOfARequest() {
        assertThat(numbers.next(CaseKind.ACCESS_REQUEST)).isEqualTo("REQ0100387");
        assertThat(numbers.next(CaseKind.ACCESS_DELETION)).isEqualTo("REQ0100388");
        assertThat(numbers.next(CaseKind.ACCESS_REQUEST)).isEqualTo("REQ0100389");
    }

    /** A number of eight digits would be cut to one that somebody has. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUDIT_CHECKPOINT")
    void drawsNoneBeyondSevenDigits(CaseKind kind) {
        jdbc.sql("alter sequence " + kind.sequence().orElseThrow() + " restart with 9999999")
                .update();

        assertThat(numbers.next(kind)).isEqualTo(kind.prefix() + "9999999");
        assertThatThrownBy(() -> numbers.next(kind)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void drawsNoCheckpoint() {
        assertThatIllegalArgumentException().isThrownBy(() -> numbers.next(CaseKind.AUDIT_CHECKPOINT));
    }
}
