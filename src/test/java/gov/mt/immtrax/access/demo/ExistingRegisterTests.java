package gov.mt.immtrax.access.demo;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Migrations carry an existing register over on H2; {@link ExistingRegisterIT} shows it on PostgreSQL. */
class ExistingRegisterTests {

    @Test
    void isCarriedOver() throws Exception {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ExistingRegister(database, "classpath:db/migration").isCarriedOver();
    }
}
