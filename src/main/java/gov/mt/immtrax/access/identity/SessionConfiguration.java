package gov.mt.immtrax.access.identity;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores sessions in the database, so that neither a restart nor a second node logs anyone out. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    /**
     * The library's query, except that a session that was read never ends by the machine's clock: the service's clock
     * decides.
     */
    private static final String READ = """
            select s.primary_id, s.session_id, s.creation_time, s.last_access_time, -1 as max_inactive_interval,
                   a.attribute_name, a.attribute_bytes
              from %TABLE_NAME% s
              left join %TABLE_NAME%_ATTRIBUTES a on a.session_primary_id = s.primary_id
             where s.session_id = ?
            """;

    /** Rows as they are stored; expired ones are removed by the library, once a minute. */
    @Bean
    @DependsOnDatabaseInitialization
    JdbcIndexedSessionRepository sessionRows(DataSource database, PlatformTransactionManager transactions) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository rows = new JdbcIndexedSessionRepository(new JdbcTemplate(database), transaction);
        rows.setGetSessionQuery(READ);
        GenericConversionService bytes = new GenericConversionService();
        bytes.addConverter(Object.class, byte[].class, encrypted -> ((EncryptedSession.Sealed) encrypted).bytes());
        bytes.addConverter(byte[].class, Object.class, read -> new EncryptedSession.Sealed(read, null));
        rows.setConversionService(bytes);
        rows.setIndexResolver(session -> {
            String subject = subject(session);
            return subject == null
                    ? Map.of()
                    : Map.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, subject);
        });
        return rows;
    }

    @Bean
    @Primary
    EncryptedSessionRepository sessions(
            JdbcIndexedSessionRepository rows,
            JdbcClient jdbc,
            SessionEncryption seal,
            SessionSettings settings,
            Clock clock) {
        return new EncryptedSessionRepository(rows, jdbc, seal, settings, clock);
    }

    private static @Nullable String subject(Session session) {
        EncryptedSession.Sealed sealed =
                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        if (sealed != null && sealed.value() instanceof SecurityContext context) {
            Authentication login = context.getAuthentication();
            return login == null ? null : login.getName();
        }
        return null;
    }
}
