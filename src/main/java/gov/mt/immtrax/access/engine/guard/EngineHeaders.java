package gov.mt.immtrax.access.engine.guard;

import java.security.SecureRandom;
import org.camunda.bpm.webapp.impl.security.filter.headersec.HttpHeaderSecurityFilter;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;

/**
 * The headers of Tasklist's and Cockpit's pages, with nonces that nobody can guess: the engine's own come from a plain
 * generator.
 */
class EngineHeaders extends HttpHeaderSecurityFilter {

    /** By which the engine's own filter is replaced. */
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
