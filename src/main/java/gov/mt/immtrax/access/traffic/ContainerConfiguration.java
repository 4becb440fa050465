package gov.mt.immtrax.access.traffic;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Configures the container's error responses and timeouts. Loaded twice: here for the service, and through its
 * annotation for the management port, which has a separate container.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ContainerConfiguration {

    /** The identity provider sends its calls in one piece, so they wait only briefly. */
    private static final int OF_ANYBODY = 10;

    private static final int OF_ANYBODY_PER_ADDRESS = 5;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> wordsAndPatienceOfTheContainer(LimitSettings limits) {
        BodyReadLimiter waiting = new BodyReadLimiter(limits.waitingBodies(), limits.waitingBodiesPerAddress());
        BodyReadLimiter ofAnybody = new BodyReadLimiter(OF_ANYBODY, OF_ANYBODY_PER_ADDRESS);
        return factory -> factory.addContextCustomizers(context -> {
            context.getPipeline().addValve(new BodyValve(limits, waiting, ofAnybody, System::nanoTime));
            context.getParent().getPipeline().addValve(new UnreadBodyValve());
            context.getParent().getPipeline().addValve(new ContainerErrorValve());
        });
    }
}
