package gov.mt.immtrax.access.imports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files as the registry writes them. */
final class SampleExport {

    static final String HEADER = "User name,Email,Name,Employer,Location,Level,Status,Last access";
    static final String GO_LIVE_HEADER = HEADER + ",Supervisor email,Supervisor name";

    private SampleExport() {}

    static InputStream file(String header, String... lines) {
        return new ByteArrayInputStream(
                (header + "\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static String line(String username, String level, String status, String lastAccess) {
        return "%s,%s@sphealth.org,\"Nurse, %s\",St. Peters Health,SPH Broadway,%s,%s,%s"
                .formatted(username, username, username, level, status, lastAccess);
    }

    /** Nurses by number, all active. */
    static InputStream nurses(int from, int to, String lastAccess) {
        return file(
                HEADER,
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> line("nurse" + i, "RECORD_MAINTENANCE", "ACTIVE", lastAccess))
                        .toArray(String[]::new));
    }

    static InputStream newNurses(int from, int to, String lastAccess) {
        return file(
                GO_LIVE_HEADER,
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> line("nurse" + i, "RECORD_MAINTENANCE", "ACTIVE", lastAccess)
                                + ",stacy.supervisor@sphealth.org,Stacy Supervisor")
                        .toArray(String[]::new));
    }

    static String repeated(String text, int times) {
        return IntStream.range(0, times).mapToObj(i -> text).collect(Collectors.joining());
    }
}
