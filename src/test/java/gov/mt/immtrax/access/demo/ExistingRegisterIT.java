package gov.mt.immtrax.access.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

/** Migrations carry an existing register over on PostgreSQL. */
class ExistingRegisterIT {

    @Test
    void isCarriedOver() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            new ExistingRegister(
                            server.getPostgresDatabase(), "classpath:db/migration", "classpath:db/vendor/postgresql")
                    .isCarriedOver();
        }
    }
}
