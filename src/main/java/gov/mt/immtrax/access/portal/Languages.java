package gov.mt.immtrax.access.portal;

import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** The languages in which every message exists, so that a page never mixes languages in its text and dates. */
@Configuration
class Languages {

    private static final List<Locale> SPOKEN = List.of(Locale.US);

    @Bean
    LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(SPOKEN);
        resolver.setDefaultLocale(SPOKEN.get(0));
        return resolver;
    }
}
