package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;

/**
 * Shows a page if a login cannot start because the identity provider's endpoints are unknown. The library would answer
 * with a server error, and would log a stack trace for every invented path.
 */
class LoginStartErrors implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

    private static final Logger LOG = LoggerFactory.getLogger(LoginStartErrors.class);

    @Override
    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(LoginStartErrors::answer);
        return filter;
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getRequestURI().endsWith("/" + IdentityProvider.OKTA)) {
            LOG.warn(
                    "A login could not start: {}",
                    failure.getCause() == null ? failure : failure.getCause().toString());
            response.sendRedirect(request.getContextPath() + LoginPages.FAILED);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND); // there is one provider
        }
    }
}
