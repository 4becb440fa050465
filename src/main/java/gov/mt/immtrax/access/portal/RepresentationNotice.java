package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.identity.Representation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every page that a deputy sees in place of an official says so, in the frame. */
@Configuration(proxyBeanMethods = false)
class RepresentationNotice implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    /** Not for a redirect, whose address would get the name. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null && page.isReference()) {
            Representation.current().ifPresent(official -> page.addObject("actsFor", official.name()));
        }
    }
}
