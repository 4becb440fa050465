package gov.mt.immtrax.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * The settings without which the service does not start, with harmless values; the database is in memory. The identity
 * provider is given by addresses that nobody answers at: enough for logins that a test makes up.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = {
            "spring.security.oauth2.client.registration.okta.client-id=immtrax-access",
            "spring.security.oauth2.client.registration.okta.client-secret=only-for-tests",
            "spring.security.oauth2.client.registration.okta.authorization-grant-type=authorization_code",
            "spring.security.oauth2.client.registration.okta.redirect-uri={baseUrl}/login/oauth2/code/{registrationId}",
            "spring.security.oauth2.client.provider.okta.issuer-uri=http://identity.invalid",
            "spring.security.oauth2.client.provider.okta.authorization-uri=http://identity.invalid/authorize",
            "spring.security.oauth2.client.provider.okta.token-uri=http://identity.invalid/token",
            "spring.security.oauth2.client.provider.okta.jwk-set-uri=http://identity.invalid/keys",
            "spring.security.oauth2.client.provider.okta.user-name-attribute=sub",
            "spring.mail.host=localhost",
            "immtrax.public-url=http://localhost:8080",
            "immtrax.registry.login-url=https://immtrax.example.gov/login",
            "immtrax.credentials.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "immtrax.session.key=ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
            "immtrax.mail.help-desk-lead=help.desk.lead@mt.gov",
            "immtrax.mail.most-per-recipient=100000",
            "immtrax.mail.most-per-requester=100000",
            "immtrax.limits.submissions-per-person=100000",
            "immtrax.limits.submissions-per-address=100000",
            "immtrax.limits.logins-per-address=100000",
            "immtrax.limits.body-within=3s",
            // the test stands where the proxy stands
            "server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1|0:0:0:0:0:0:0:1",
            "server.tomcat.accesslog.directory=${user.dir}/target/access-log",
            "immtrax.audit.signing-key=MC4CAQAwBQYDK2VwBCIEIO6Ft935Dtesd7/prtIicHR+XAhFXusIgEKH4ouv5urV",
            "immtrax.audit.auditor=auditor@mt.gov",
            // sealed and signed when the test says so
            "immtrax.audit.seal-every=1d",
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=30",
            "management.server.port=0"
        })
public @interface TestSettings {}
