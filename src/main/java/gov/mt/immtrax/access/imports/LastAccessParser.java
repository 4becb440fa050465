package gov.mt.immtrax.access.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Parses the last access of a line, which the registry writes as a date or as a time, with or without a time zone. */
class LastAccessParser {

    /** imMTrax is newer than this, so an earlier date cannot be a last access. */
    private static final LocalDate OLDEST = LocalDate.of(1990, 1, 1);

    private final ZoneId zone;
    private final Instant now;

    /** @param zone of dates and times without a time zone */
    LastAccessParser(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** Null if the line does not say it. */
    @Nullable
    Instant parse(LineCells line) throws LineCells.Wrong {
        String text = line.cell(ImportColumn.LAST_ACCESS);
        if (text == null) {
            return null;
        }
        Instant at;
        try {
            at = instant(text);
        } catch (DateTimeException noDate) {
            throw line.wrong(LineProblem.NO_DATE, ImportColumn.LAST_ACCESS);
        }
        if (at.isBefore(OLDEST.atStartOfDay(zone).toInstant())) {
            throw line.wrong(LineProblem.NO_DATE, ImportColumn.LAST_ACCESS);
        }
        if (at.isAfter(now)) {
            throw line.wrong(LineProblem.FUTURE, ImportColumn.LAST_ACCESS);
        }
        return at;
    }

    /** A date means the start of that day in Montana, so that it is never in the future. */
    private Instant instant(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        String iso = text.replaceFirst(" ", "T");
        return iso.substring(iso.indexOf('T') + 1).matches(".*(Z|[+-][0-9:]+)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
}
