package gov.mt.immtrax.access.demo;

import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.EngineWebApplications;
import gov.mt.immtrax.access.FreePort;
import gov.mt.immtrax.access.ImmtraxAccessApplication;
import gov.mt.immtrax.access.Leftovers;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.demo.identity.IdentityProvider;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The service with everything around it, running in this JVM; what people try out and what the browser tests drive. */
public final class Demo implements AutoCloseable {

    private final DemoMails mails;
    private IdentityProvider identity;
    private ConfigurableApplicationContext service;
    private final String baseUrl;

    private static Demo shared;

    private Demo(IdentityProvider identity, DemoMails mails, ConfigurableApplicationContext service, String baseUrl) {
        this.identity = identity;
        this.mails = mails;
        this.service = service;
        this.baseUrl = baseUrl;
    }

    /**
     * The one of this JVM, for tests that need no setting of their own: empty, and with nobody logged in. {@link #stop}
     * empties it and keeps it for the next class; between two classes nothing is done in the background.
     */
    public static synchronized Demo shared() {
        if (shared == null) {
            // what is to be done is done soon
            shared = start(Map.of(
                    "camunda.bpm.job-execution.wait-time-in-millis", "100",
                    "camunda.bpm.job-execution.max-wait", "500"));
        } else {
            ProcessEngines.registerProcessEngine(shared.bean(ProcessEngine.class)); // others had its name meanwhile
            EngineWebApplications.restore();
            shared.bean(JobExecutor.class).start();
        }
        return shared;
    }

    /**
     * Starts on free ports with an empty database in memory, unless the properties say otherwise.
     *
     * @param extraProperties of the service, stronger than the demo's own; besides them {@code demo.identity.port},
     *     {@code demo.mail.port} and {@code demo.register}, how many accounts an empty register begins with
     */
    public static Demo start(Map<String, String> extraProperties) {
        var given = new HashMap<>(extraProperties);
        var port = orElse(given, "server.port", () -> String.valueOf(FreePort.find()));
        var identityPort = Integer.parseInt(orElse(given, "demo.identity.port", () -> String.valueOf(FreePort.find())));
        var mailPort = Integer.parseInt(orElse(given, "demo.mail.port", () -> "0"));
        var register = Integer.parseInt(orElse(given, "demo.register", () -> "0"));
        var baseUrl = "http://localhost:" + port;

        var started = new ArrayDeque<AutoCloseable>();
        try {
            var identity = IdentityProvider.start(identityPort, baseUrl);
            started.push(identity);
            var mails = DemoMails.start(mailPort);
            started.push(mails);
            var properties = settings(baseUrl, identity, mails);
            properties.putAll(given);
            var service = new SpringApplicationBuilder(ImmtraxAccessApplication.class, DemoMailPages.class)
                    .initializers((GenericApplicationContext context) -> {
                        context.getBeanFactory().registerSingleton("onlyTheService", new OnlyTheService());
                        context.registerBean(DemoMails.class, () -> mails, bean -> bean.setDestroyMethodName(""));
                    })
                    .run(properties.entrySet().stream()
                            .map(e -> "--" + e.getKey() + "=" + e.getValue())
                            .toArray(String[]::new));
            started.push(service);
            var demo = new Demo(identity, mails, service, baseUrl);
            if (register > 0) {
                demo.fillRegister(register);
            }
            return demo;
        } catch (RuntimeException failure) {
            started.forEach(Demo::closeQuietly);
            throw failure;
        }
    }

    /** Every setting that the service needs to run beside the stand-ins. */
    private static Map<String, String> settings(String baseUrl, IdentityProvider identity, DemoMails mails) {
        var settings = new HashMap<String, String>();
        // Everybody knows the demo's passwords: this machine only
        settings.put("server.address", "localhost");
        settings.put("server.port", baseUrl.substring(baseUrl.lastIndexOf(':') + 1));
        settings.put("management.server.address", "localhost");
        settings.put("management.server.port", "0");
        settings.put("spring.security.oauth2.client.registration.okta.client-id", IdentityProvider.CLIENT_ID);
        settings.put("spring.security.oauth2.client.registration.okta.client-secret", identity.clientSecret());
        settings.put("spring.security.oauth2.client.provider.okta.issuer-uri", identity.issuer());
        settings.put("spring.mail.host", "localhost");
        settings.put("spring.mail.port", String.valueOf(mails.port()));
        settings.put("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=30");
        settings.put("immtrax.public-url", baseUrl);
        settings.put("immtrax.registry.login-url", "https://immtrax.example.gov/login");
        settings.put("immtrax.credentials.key", newKey());
        settings.put("immtrax.session.key", newKey());
        settings.put("immtrax.mail.help-desk-lead", "help.desk.lead@mt.gov");
        // tests send more than any person does
        settings.put("immtrax.mail.most-per-recipient", "100000");
        settings.put("immtrax.mail.most-per-requester", "100000");
        settings.put("immtrax.limits.submissions-per-person", "100000");
        settings.put("immtrax.limits.submissions-per-address", "100000");
        settings.put("immtrax.limits.logins-per-address", "100000");
        settings.put("server.tomcat.accesslog.directory", "${user.dir}/target/access-log");
        settings.put("immtrax.audit.signing-key", newSigningKey());
        settings.put("immtrax.audit.auditor", "auditor@mt.gov");
        return settings;
    }

    /** A new key for {@code immtrax.credentials.key} and its like: 32 bytes in Base64. */
    public static String newKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** A new key for {@code immtrax.audit.signing-key}: Ed25519, PKCS#8 in Base64. */
    static String newSigningKey() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the service is, without a slash at the end. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Where the identity provider is, without a slash at the end. */
    public String identityUrl() {
        return identity.issuer();
    }

    public DemoMails mails() {
        return mails;
    }

    /** Somebody new who browses the service without a browser, not logged in. */
    public DemoVisitor visitor() {
        return new DemoVisitor(baseUrl);
    }

    /** Ends all access of a person, so that it can be requested once more as if nobody had known them. */
    public void endAccess(DemoPerson person) {
        var register = bean(AccountRegister.class);
        register.ofPerson(person.address()).forEach(account -> {
            register.inactivate(account.number(), InactivationReason.ACCESS_DELETION, Cause.note("end of a test"));
            bean(JdbcClient.class)
                    .sql(
                            "update account set username = number, username_key = lower(number), login_key = lower(number),"
                                    + " email_address = null,"
                                    + " last_name = number, last_name_key = lower(number) where number = :number")
                    .param("number", account.number())
                    .update();
        });
    }

    /** A bean of the running service, for tests that look behind its pages or move its clock. */
    public <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    /** Gives the empty register some invented accounts. */
    public void fillRegister(int accounts) {
        DemoRegister.fill(
                bean(JdbcTemplate.class), DemoRegister.accounts(accounts, DemoRegister.today(Clock.systemUTC())));
    }

    public void stop() {
        if (this == shared) {
            empty();
            return;
        }
        if (service == null) {
            return;
        }
        closeQuietly(service);
        closeQuietly(mails);
        closeQuietly(identity);
        // an engine needs 60 MB, and test classes keep their demos in static fields
        service = null;
        identity = null;
    }

    private void empty() {
        bean(JobExecutor.class).shutdown();
        var jobs = service.getBean("camundaTaskExecutor", ThreadPoolTaskExecutor.class);
        await().until(() -> jobs.getActiveCount() == 0);
        new Leftovers(bean(JdbcTemplate.class)).delete();
        mails.clear();
        ClockUtil.reset();
    }

    @Override
    public void close() {
        stop();
    }

    private static String orElse(Map<String, String> properties, String name, Supplier<String> otherwise) {
        var value = properties.remove(name);
        return value == null ? otherwise.get() : value;
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("The demo could not stop " + part + ": " + e);
        }
    }
}
