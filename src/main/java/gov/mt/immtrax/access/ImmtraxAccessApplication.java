package gov.mt.immtrax.access;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service through which people get, change and lose access to imMTrax. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ImmtraxAccessApplication {

    /** A command does one thing and ends: it opens no port and leaves the engine's jobs to the service. */
    private static final String[] AS_COMMAND = {
        "--server.port=-1",
        "--management.server.port=-1",
        "--camunda.bpm.job-execution.enabled=false",
        "--camunda.bpm.generic-properties.properties.history-cleanup-enabled=false",
        "--server.tomcat.accesslog.enabled=false",
        "--spring.main.banner-mode=off"
    };

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("import")) {
            String[] all = Stream.of(args, AS_COMMAND).flatMap(Arrays::stream).toArray(String[]::new);
            System.exit(SpringApplication.exit(SpringApplication.run(ImmtraxAccessApplication.class, all)));
        }
        SpringApplication.run(ImmtraxAccessApplication.class, args);
    }
}
