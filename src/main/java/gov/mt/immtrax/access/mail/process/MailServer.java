package gov.mt.immtrax.access.mail.process;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Makes the start fail by name when no mail server is set: a service that sends nothing, silently, is a known trap.
 *
 * @param host Spring Boot's own setting; has no default
 */
@Validated
@ConfigurationProperties("spring.mail")
record MailServer(@NotBlank String host) {}
