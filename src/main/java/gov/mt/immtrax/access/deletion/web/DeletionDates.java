package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.process.DeletionDeadlines;
import gov.mt.immtrax.access.inactivation.InactivationDeadlines;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows when the current task of a deletion is due. */
@Component
class DeletionDates {

    private final DeletionDeadlines deadlines;
    private final InactivationRepository inactivations;
    private final InactivationDeadlines inactivationDeadlines;
    private final BusinessCalendar calendar;
    private final Clock clock;

    DeletionDates(
            DeletionDeadlines deadlines,
            InactivationRepository inactivations,
            InactivationDeadlines inactivationDeadlines,
            BusinessCalendar calendar,
            Clock clock) {
        this.deadlines = deadlines;
        this.inactivations = inactivations;
        this.inactivationDeadlines = inactivationDeadlines;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** In Montana time; null if there is no current task. */
    @Nullable
    ZonedDateTime dueAt(AccessDeletion deletion) {
        return due(deletion).map(this::local).orElse(null);
    }

    boolean isOverdue(AccessDeletion deletion) {
        return due(deletion).filter(clock.instant()::isAfter).isPresent();
    }

    ZonedDateTime local(Instant at) {
        return at.atZone(calendar.zone());
    }

    private Optional<Instant> due(AccessDeletion deletion) {
        return switch (deletion.status()) {
            case AWAITING_DECISION ->
                Optional.of(deadlines.decision(deletion.number()).toInstant());
            case AWAITING_INACTIVATION ->
                inactivations.latest(deletion.number()).map(inactivationDeadlines::dueAt);
            default -> Optional.empty();
        };
    }
}
