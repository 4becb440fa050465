package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.calendar.CalendarSettings;
import gov.mt.immtrax.access.identity.LoginGuides;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.DefaultErrorViewResolver;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The pages of this room with the calendar, without engine, database and identity provider. Not annotated as a
 * configuration: the demo's component scan sees the test classes and must not find this one.
 */
@EnableConfigurationProperties({CalendarSettings.class, LoginGuides.class})
@ComponentScan(
        basePackages = {"gov.mt.immtrax.access.portal", "gov.mt.immtrax.access.calendar"},
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*((Tests|IT)(\\$.*)?|RequestSummary|CasePages)"))
class PortalPages {

    /** Not part of the slice; the running application has it. */
    @Bean
    DefaultErrorViewResolver errorPages(ApplicationContext context, WebProperties web) {
        return new DefaultErrorViewResolver(context, web.getResources());
    }

    @Bean
    SecurityFilterChain everybodyMayLook(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
