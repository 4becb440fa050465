package gov.mt.immtrax.access.traffic;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * What the container itself says and how long it listens. Found twice: here as a part of the service, and by the name
 * of its annotation for the management port, which has a container of its own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ContainerConfiguration {

    /** The provider sends its calls in one piece, so that they wait for a moment at most. */
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
