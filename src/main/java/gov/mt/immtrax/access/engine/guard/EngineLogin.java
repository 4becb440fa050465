package gov.mt.immtrax.access.engine.guard;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.PublicUrl;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.identity.StaffDirectory;
import gov.mt.immtrax.access.identity.StaffMember;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Single sign-on: staff who are logged in to this service are logged in to Tasklist and Cockpit. */
@Configuration(proxyBeanMethods = false)
class EngineLogin {

    private static final String[] APPLICATIONS_AND_REST = {"/camunda/app/*", "/camunda/api/*"};
    private static final int AFTER_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    @Bean
    FilterRegistrationBean<Filter> engineLoginFilter(CurrentPerson person, StaffDirectory staff) {
        return registration(new StaffLogin(person, staff), AFTER_SECURITY, APPLICATIONS_AND_REST);
    }

    @Bean
    FilterRegistrationBean<Filter> engineExpressionFilter(CurrentPerson person) {
        BooleanSupplier worksOnRequests =
                () -> person.find().filter(Person::worksOnRequests).isPresent();
        return registration(new EngineExpressionFilter(worksOnRequests), AFTER_SECURITY + 1, "/camunda/api/*");
    }

    @Bean
    FilterRegistrationBean<Filter> engineLimitFilter() {
        return registration(new EngineLimitFilter(), AFTER_SECURITY + 2, "/camunda/api/*");
    }

    /** Replaces the filter that Camunda's web applications would register under this name. */
    @Bean
    FilterRegistrationBean<Filter> engineHeaders(CamundaBpmProperties settings) {
        var registration = registration(new EngineHeaders(), AFTER_SECURITY + 3, APPLICATIONS_AND_REST);
        registration.setName(EngineHeaders.NAME);
        registration.setInitParameters(settings.getWebapp().getHeaderSecurity().getInitParams());
        return registration;
    }

    /**
     * Sends the CSRF cookie of Camunda's web applications over TLS only, if the session cookie is sent over TLS only.
     */
    @Bean
    static BeanPostProcessor secureEngineToken(Environment settings) {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof CamundaBpmProperties engine && PublicUrl.hasTls(settings)) {
                    engine.getWebapp().getCsrf().setEnableSecureCookie(true);
                }
                return bean;
            }
        };
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, int order, String... paths) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(filter.getClass().getSimpleName());
        registration.addUrlPatterns(paths);
        registration.setOrder(order);
        return registration;
    }

    /**
     * Tells Camunda's web applications who is logged in. Looks in the directory, because the engine fails for people
     * that it does not know.
     */
    private static class StaffLogin extends ContainerBasedAuthenticationFilter implements AuthenticationProvider {

        private final CurrentPerson person;
        private final StaffDirectory staff;

        StaffLogin(CurrentPerson person, StaffDirectory staff) {
            this.person = person;
            this.staff = staff;
        }

        @Override
        public void init(FilterConfig filterConfig) {
            authenticationProvider = this;
        }

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            AuthenticationResult result = person.find()
                    .map(Person::address)
                    .flatMap(staff::find)
                    .map(StaffLogin::successful)
                    .orElseGet(AuthenticationResult::unsuccessful);
            if (result.isAuthenticated()) {
                forgetOtherGroups(request.getSession(), engine.getName(), result.getGroups());
            }
            return result;
        }

        /**
         * Camunda's web applications cache a user's groups for five minutes. A change of groups drops the cached ones
         * at once.
         */
        private static void forgetOtherGroups(HttpSession session, String engine, List<String> groups) {
            Authentications known = AuthenticationUtil.getAuthsFromSession(session);
            if (known.getAuthenticationForProcessEngine(engine) instanceof UserAuthentication user
                    && !Set.copyOf(user.getGroupIds()).equals(Set.copyOf(groups))) {
                known.removeByEngineName(engine);
            }
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // the status is enough; Spring Security redirects to the login
        }

        private static AuthenticationResult successful(StaffMember member) {
            AuthenticationResult result = AuthenticationResult.successful(member.address());
            result.setGroups(member.roles().stream()
                    .map(Role::group)
                    .flatMap(Optional::stream)
                    .toList());
            result.setTenants(List.of());
            return result;
        }
    }
}
