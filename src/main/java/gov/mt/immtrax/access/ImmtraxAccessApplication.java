package gov.mt.immtrax.access;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service through which people get, change and lose access to imMTrax. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ImmtraxAccessApplication {

    public static void main(String[] args) {
        SpringApplication.run(ImmtraxAccessApplication.class, args);
    }
}
