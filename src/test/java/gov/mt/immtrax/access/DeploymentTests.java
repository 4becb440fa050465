package gov.mt.immtrax.access;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ModelTest
class DeploymentTests {

    @Autowired
    JdbcClient jdbc;

    @Test
    void runsEveryMigrationAndDeploysEveryModelAndForm() throws IOException {
        DeploymentFacts.hold(jdbc);
    }
}
