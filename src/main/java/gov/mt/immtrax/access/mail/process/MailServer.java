package gov.mt.immtrax.access.mail.process;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Makes the start fail when the mail server is not set, and names the setting. Otherwise the service would start and
 * silently send nothing.
 *
 * @param host Spring Boot's own setting; has no default
 */
@Validated
@ConfigurationProperties("spring.mail")
record MailServer(@NotBlank String host) {}
