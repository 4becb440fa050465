package gov.mt.immtrax.access.engine.guard;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Settings of Tasklist and Cockpit in place of those in their jar: their own login form leads nowhere here, so when a
 * session ends, by sign-out or by itself, the page goes to the identity provider.
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
