package gov.mt.immtrax.access.engine.guard;

import java.security.SecureRandom;
import org.camunda.bpm.webapp.impl.security.filter.headersec.HttpHeaderSecurityFilter;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;

/**
 * Sets the security headers of Tasklist and Cockpit with unpredictable nonces; the engine's own generator is not
 * secure.
 */
class EngineHeaders extends HttpHeaderSecurityFilter {

    /** Name of the engine's own filter, which this one replaces. */
    static final String NAME = "HttpHeaderSecurity";

    EngineHeaders() {
        headerSecurityProviders.replaceAll(
                provider -> provider instanceof ContentSecurityPolicyProvider ? new SecureNonces() : provider);
    }

    private static final class SecureNonces extends ContentSecurityPolicyProvider {

        private static final int BYTES = 20;

        private final SecureRandom random = new SecureRandom();

        @Override
        protected String generateNonce() {
            byte[] nonce = new byte[BYTES];
            random.nextBytes(nonce);
            return ENCODER.encodeToString(nonce);
        }
    }
}
