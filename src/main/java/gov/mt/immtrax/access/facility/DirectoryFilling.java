package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import java.time.Clock;
import java.time.Instant;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Fills the directory from the accounts and requests that were there before it. When the folding has changed, it folds
 * the names again. It is a migration in Java, because only {@link Folding} knows which spellings are one facility.
 */
@Component
class DirectoryFilling implements JavaMigration {

    private final Clock clock;

    DirectoryFilling(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void migrate(Context context) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        FacilityRepository facilities = new FacilityRepository(jdbc);
        if (!facilities.isEmpty()) {
            facilities.foldAgain();
            return;
        }
        FacilityHistory history = new FacilityHistory(jdbc);
        CaseNumberGenerator numbers = new CaseNumberGenerator(jdbc);
        Instant now = clock.instant();
        new FacilityUse(jdbc).unlisted().forEach(found -> {
            String number = numbers.next(CaseKind.FACILITY);
            facilities.insert(new Facility(number, FacilityStatus.ACTIVE, null, found.facts()));
            history.note(number, FacilityChange.of(now, FacilityChangeType.FOUND, null, null, null));
        });
    }

    /** None: it is repeated when the checksum changes, after all other migrations. */
    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    /** Repeated migrations run in the order of their descriptions: this one after those that fold. */
    @Override
    public String getDescription() {
        return "list facilities";
    }

    @Override
    public Integer getChecksum() {
        return Folding.VERSION;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
