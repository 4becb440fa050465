package gov.mt.immtrax.access.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class UtcColumnTests {

    @Test
    void writesInUtcAndReadsWhateverTheOffset() throws SQLException {
        Instant noon = Instant.parse("2026-11-23T19:00:00Z");
        ResultSet row = mock();
        given(row.getObject("at", OffsetDateTime.class)).willReturn(OffsetDateTime.parse("2026-11-23T12:00:00-07:00"));

        assertThat(UtcColumn.of(noon)).hasToString("2026-11-23T19:00Z");
        assertThat(UtcColumn.read(row, "at")).isEqualTo(noon);
    }

    @Test
    void leavesOutWhatIsNotKnown() throws SQLException {
        assertThat(UtcColumn.ofNullable(null)).isNull();
        assertThat(UtcColumn.readNullable(mock(), "at")).isNull();
    }
}
