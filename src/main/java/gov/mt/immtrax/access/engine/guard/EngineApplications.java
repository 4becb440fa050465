package gov.mt.immtrax.access.engine.guard;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Replaces settings of Tasklist and Cockpit. Their own login form does not work here, so when a session ends, by logout
 * or timeout, the page goes to the identity provider.
 */
@Configuration(proxyBeanMethods = false)
class EngineApplications implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/camunda/app/tasklist/scripts/**", "/camunda/app/cockpit/scripts/**")
                .addResourceLocations("classpath:/camunda/");
        registry.addResourceHandler("/camunda/app/tasklist/styles/**").addResourceLocations("classpath:/camunda/");
    }
}
