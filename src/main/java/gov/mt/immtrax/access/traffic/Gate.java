package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.identity.ContentPolicy;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.catalina.filters.FailedRequestFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * What every call passes before and after its login is known: headers, length, number of fields, and how often the same
 * address and the same person come.
 */
@Configuration(proxyBeanMethods = false)
class Gate {

    /** After the filters that read the forwarded address and set the encoding of forms. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;
    private static final int BEFORE_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER - 1;
    private static final int AFTER_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    @Bean
    FilterRegistrationBean<Filter> answerHeaders(OAuth2ClientProperties provider) {
        var registration = registration(new AnswerHeaders(ContentPolicy.of(provider)), "answerHeaders", FIRST);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    /** The container leaves fields out where there are too many; with this filter it refuses the form instead. */
    @Bean
    FilterRegistrationBean<Filter> wholeForms() {
        return registration(new FailedRequestFilter(), "wholeForms", FIRST + 2);
    }

    @Bean
    FilterRegistrationBean<Filter> plainQueries(Refusal refusal) {
        return registration(new QueryFilter(refusal), "plainQueries", FIRST + 3);
    }

    @Bean
    FilterRegistrationBean<Filter> lengthOfBodies(LimitSettings limits, Refusal refusal) {
        return registration(new BodyFilter(limits.largestCall().toBytes(), refusal), "lengthOfBodies", FIRST + 1);
    }

    @Bean
    FilterRegistrationBean<Filter> limitByAddress(LimitSettings limits, Refusal refusal) {
        Turnstile submissions = turnstile(limits.submissionsPerAddress(), limits);
        Turnstile logins = turnstile(limits.loginsPerAddress(), limits);
        return registration(new LimitFilter(call -> {
            String sender = Senders.of(call.getRemoteAddr());
            return Submissions.isSubmission(call) ? submissions.pass(sender)
                    : Submissions.isLogin(call) ? logins.pass(sender)
                    : Optional.empty();
        }, refusal), "limitByAddress", BEFORE_SECURITY);
    }

    @Bean
    FilterRegistrationBean<Filter> limitByPerson(LimitSettings limits, CurrentPerson person, Refusal refusal) {
        Turnstile submissions = turnstile(limits.submissionsPerPerson(), limits);
        return registration(new LimitFilter(call -> Submissions.isSubmission(call)
                ? person.find().map(Gate::key).flatMap(submissions::pass)
                : Optional.empty(), refusal), "limitByPerson", AFTER_SECURITY);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> wordsOfTheContainer() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ContainerErrors()));
    }

    private static Turnstile turnstile(int times, LimitSettings limits) {
        return new Turnstile(times, limits.window(), limits.rememberedSenders(), TimeMeter.SYSTEM_NANOTIME);
    }

    private static String key(Person person) {
        return person.issuer() + " " + person.subject();
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, String name, int order) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.setOrder(order);
        return registration;
    }
}
