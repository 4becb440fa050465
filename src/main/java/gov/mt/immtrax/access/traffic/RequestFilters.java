package gov.mt.immtrax.access.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.database.PagePoolScope;
import gov.mt.immtrax.access.identity.AnonymousRequestFilter;
import gov.mt.immtrax.access.identity.ContentSecurityPolicy;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.catalina.filters.FailedRequestFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * The filters that every call passes before and after login: headers, body length, number of form fields, and rate
 * limits per address and per person.
 */
@Configuration(proxyBeanMethods = false)
class RequestFilters {

    /** After the filters that read the forwarded address and set the encoding of forms. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;
    /** No body is read before it is known whether there is a session; see {@link AnonymousRequestFilter}. */
    private static final int BEFORE_STRANGERS = AnonymousRequestFilter.ORDER - 1;

    private static final int AFTER_STRANGERS = AnonymousRequestFilter.ORDER + 1;
    private static final int AFTER_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    /** Wraps all other filters, because most of them use the database, directly or indirectly. */
    @Bean
    FilterRegistrationBean<Filter> silentDatabase(MessageSource messages, ErrorResponder errors) {
        return aroundAll(new DatabaseUnavailableFilter(messages, errors), "silentDatabase");
    }

    /** Everything that a call does in the database uses the connections for pages and their maximum wait. */
    @Bean
    FilterRegistrationBean<Filter> connectionsOfPages() {
        return aroundAll(
                (request, response, chain) -> PagePoolScope.run(() -> chain.doFilter(request, response)),
                "connectionsOfPages");
    }

    @Bean
    FilterRegistrationBean<Filter> answerHeaders(OAuth2ClientProperties provider) {
        var registration =
                registration(new ResponseHeaders(ContentSecurityPolicy.of(provider)), "answerHeaders", FIRST);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    /**
     * The container drops fields when a form has too many; this filter refuses the form instead. It is the first filter
     * that reads a form.
     */
    @Bean
    FilterRegistrationBean<Filter> wholeForms() {
        return registration(new WholeForms(), "wholeForms", AFTER_STRANGERS);
    }

    @Bean
    FilterRegistrationBean<Filter> unknownProxies() {
        return registration(new UnknownProxyFilter(System::nanoTime), "unknownProxies", FIRST + 2);
    }

    @Bean
    FilterRegistrationBean<Filter> plainAddresses(ErrorResponder errors) {
        return registration(new AddressFilter(errors), "plainAddresses", FIRST + 3);
    }

    @Bean
    FilterRegistrationBean<Filter> wordsOfTheEngine(ErrorResponder errors, ObjectMapper json) {
        return registration(new EngineErrorFilter(errors, json), "wordsOfTheEngine", FIRST + 4);
    }

    @Bean
    FilterRegistrationBean<Filter> lengthOfBodies(LimitSettings limits, ErrorResponder errors) {
        return registration(
                new BodyFilter(
                        limits.largestCall().toBytes(), limits.largestUpload().toBytes(), errors),
                "lengthOfBodies",
                FIRST + 1);
    }

    @Bean
    FilterRegistrationBean<Filter> limitByAddress(LimitSettings limits, ErrorResponder errors) {
        RateLimiter submissions = turnstile(limits.submissionsPerAddress(), limits);
        RateLimiter logins = turnstile(limits.loginsPerAddress(), limits);
        RateLimiter ofAnybody = turnstile(limits.submissionsPerAddress(), limits);
        return registration(
                new LimitFilter(
                        call -> {
                            String sender = ClientAddress.of(call.getRemoteAddr());
                            return AnonymousRequestFilter.takesFromStrangers(call)
                                    ? ofAnybody.pass(sender)
                                    : SubmissionMatcher.isSubmission(call)
                                            ? submissions.pass(sender)
                                            : SubmissionMatcher.isLogin(call) ? logins.pass(sender) : Optional.empty();
                        },
                        errors),
                "limitByAddress",
                BEFORE_STRANGERS);
    }

    @Bean
    FilterRegistrationBean<Filter> limitByPerson(LimitSettings limits, CurrentPerson person, ErrorResponder errors) {
        RateLimiter submissions = turnstile(limits.submissionsPerPerson(), limits);
        return registration(
                new LimitFilter(
                        call -> SubmissionMatcher.isSubmission(call)
                                ? person.find().map(RequestFilters::key).flatMap(submissions::pass)
                                : Optional.empty(),
                        errors),
                "limitByPerson",
                AFTER_SECURITY);
    }

    /** Uploads go to disk, never into memory. Earlier filters decide which page accepts a file and from whom. */
    @Bean
    MultipartConfigElement files(LimitSettings limits) {
        long longest = limits.largestUpload().toBytes();
        return new MultipartConfigElement(
                "", longest, longest + BodyFilter.AROUND_A_FILE, (int) BodyFilter.AROUND_A_FILE);
    }

    /** The error page for a refused file must not parse the upload again. */
    @Bean
    MultipartResolver multipartResolver() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return request.getDispatcherType() == DispatcherType.REQUEST && super.isMultipart(request);
            }
        };
    }

    /** Skips forms with a file, because reading their fields would accept the upload before anyone is logged in. */
    private static final class WholeForms extends FailedRequestFilter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (SubmissionMatcher.isMultipart((HttpServletRequest) request)) {
                chain.doFilter(request, response);
            } else {
                super.doFilter(request, response, chain);
            }
        }
    }

    private static RateLimiter turnstile(int times, LimitSettings limits) {
        return new RateLimiter(times, limits.window(), limits.rememberedSenders(), TimeMeter.SYSTEM_NANOTIME);
    }

    private static String key(Person person) {
        return person.issuer() + " " + person.subject();
    }

    private static FilterRegistrationBean<Filter> aroundAll(Filter filter, String name) {
        FilterRegistrationBean<Filter> registration = registration(filter, name, Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC));
        return registration;
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, String name, int order) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.setOrder(order);
        return registration;
    }
}
