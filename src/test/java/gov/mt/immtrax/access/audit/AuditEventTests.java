package gov.mt.immtrax.access.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AuditEventTests {

    private static final Instant NOW = Instant.parse("2026-11-23T17:00:00.123456Z");

    private final AuditEvent event = new AuditEvent(
            7,
            NOW,
            "REQUEST_VIEWED",
            "DONE",
            "https://login.example.org",
            "sub-1",
            "help.desk@mt.gov",
            "CITIZEN,HELP_DESK",
            "192.0.2.7",
            "REQ0100387",
            null,
            "");

    @Test
    void isWrittenInOneWay() {
        assertThat(new String(event.canonical(), UTF_8)).isEqualTo("""
                id 1:7
                happened_at 27:2026-11-23T17:00:00.123456Z
                action 14:REQUEST_VIEWED
                result 4:DONE
                issuer 25:https://login.example.org
                subject 5:sub-1
                address 16:help.desk@mt.gov
                roles 17:CITIZEN,HELP_DESK
                network_address 9:192.0.2.7
                case_number 10:REQ0100387
                account -:
                detail 0:
                """);
    }

    @Test
    void isSealedTheSameForEver() {
        assertThat(SealChain.next(SealChain.BEGINNING, event))
                .isEqualTo("0c5a6a869398a7e617609debfbc5b5cd2ed3e6a1daed84f57caa699a3288f68e");
        assertThat(SealChain.next(SealChain.next(SealChain.BEGINNING, event), event))
                .isNotEqualTo(SealChain.next(SealChain.BEGINNING, event));
    }

    /** Values that look like the writing itself, moved from one column to the next. */
    @Test
    void readsLikeNoOther() {
        List<AuditEvent> others = new ArrayList<>(List.of(event));
        for (String text : new String[] {null, "", "-", "0:", "a\ndetail 1:b", "a", "ä", "account -:\n"}) {
            others.add(with(text, "b"));
            others.add(with("b", text));
        }
        Set<String> written = new TreeSet<>();
        others.forEach(other -> written.add(new String(other.canonical(), UTF_8)));
        assertThat(written).hasSameSizeAs(others);
    }

    private AuditEvent with(String account, String detail) {
        return new AuditEvent(7, NOW, "REQUEST_VIEWED", "DONE", null, null, null, null, null, null, account, detail);
    }

    @Test
    void coversEveryColumn() {
        String written = new String(event.canonical(), UTF_8);
        assertThat(Arrays.stream(AuditEvent.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase()))
                .allSatisfy(column -> assertThat(written).containsPattern("(?m)^" + column + " "))
                .allSatisfy(column -> assertThat(AuditEvent.COLUMNS).contains("e." + column));
    }
}
