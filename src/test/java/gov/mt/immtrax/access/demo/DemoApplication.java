package gov.mt.immtrax.access.demo;

import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityUse;
import gov.mt.immtrax.access.inactivation.lifecycle.LifecycleStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What {@code mvn spring-boot:test-run} starts: the demo on its well-known ports, with a database that survives a
 * restart.
 */
public final class DemoApplication {

    private static final Path DATA = Path.of("target", "demo");

    /** How many accounts the register begins with. */
    private static final int ACCOUNTS = 2_000;

    private DemoApplication() {}

    /**
     * @param args settings as {@code --name=value}; among them {@code --server.port} and {@code --demo.identity.port}
     */
    public static void main(String[] args) throws IOException {
        var arguments = new SimpleCommandLinePropertySource(args);
        var properties = new HashMap<>(Map.of(
                "server.port", "8080",
                "demo.identity.port", "9000",
                "demo.mail.port", "3025",
                "management.server.port", "8081",
                "demo.register", String.valueOf(ACCOUNTS),
                "spring.datasource.url", databaseUrl(),
                "immtrax.credentials.key", kept("credentials.key", Demo::newKey),
                "immtrax.session.key", kept("session.key", Demo::newKey),
                "immtrax.audit.signing-key", kept("audit-signing.key", Demo::newSigningKey)));
        // tests send more mails than any day brings; whoever tries the demo meets the bounds of the service
        properties.put("immtrax.mail.most-per-recipient", "10");
        properties.put("immtrax.mail.most-per-requester", "200");
        for (var name : arguments.getPropertyNames()) {
            properties.put(name, arguments.getProperty(name));
        }
        var demo = Demo.start(properties);
        demo.bean(LifecycleStarter.class).begin();
        fillDirectory(demo);
        writeExport();
        System.out.println(welcome(demo));
    }

    /** As registry staff would after an import. */
    private static void fillDirectory(Demo demo) {
        var directory = demo.bean(FacilityDirectory.class);
        if (directory.search(Optional.empty(), Optional.empty(), 1, 1).total() == 0) {
            demo.bean(FacilityUse.class).unlisted().forEach(found -> directory.add(found.facts(), null, null));
        }
    }

    /** Beside the database, and as old as that one: it fits the accounts there. */
    private static void writeExport() throws IOException {
        var file = DATA.resolve("registry-export.csv");
        if (Files.notExists(file)) {
            var today = DemoRegister.today(Clock.systemUTC());
            DemoRegister.write(file, DemoRegister.export(DemoRegister.accounts(ACCOUNTS, today), today));
        }
    }

    private static String databaseUrl() {
        return new StandardEnvironment()
                .getProperty(
                        "spring.datasource.url",
                        "jdbc:h2:file:./" + DATA + "/immtrax-access;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
    }

    /** A key lies beside the database, since a new one would not fit what the last one wrote there. */
    private static String kept(String name, Supplier<String> newKey) throws IOException {
        var file = DATA.resolve(name);
        if (Files.notExists(file)) {
            Files.createDirectories(DATA);
            Files.writeString(file, newKey.get());
        }
        return Files.readString(file).strip();
    }

    private static String welcome(Demo demo) {
        return """

                ------------------------------------------------------------------------------------------
                The demo is up.      %1$s/
                Mails it sends       %1$s/demo/mail
                Task list, Cockpit   %1$s/camunda/app/tasklist/   %1$s/camunda/app/cockpit/

                Log in as (password "demo" for all; the login page lists them all, one click each)
                  stacy.supervisor@sphealth.org   requests access for her employee
                  nancy.nurse@sphealth.org        is that employee and signs the agreement
                  help.desk@mt.gov                sets up the access in the task list

                Try first: as Stacy request New Access for nancy.nurse@sphealth.org, open the mail that
                Nancy gets and sign as Nancy, then finish the task as the help desk. Use a private window
                for each, or log out in between. The register holds %2$,d invented accounts, 25 of them
                Stacy's (%1$s/people); target/demo/registry-export.csv is what imMTrax says of
                them. Ctrl+C stops the demo; target/demo keeps its data.
                ------------------------------------------------------------------------------------------
                """.formatted(demo.baseUrl(), ACCOUNTS);
    }
}
