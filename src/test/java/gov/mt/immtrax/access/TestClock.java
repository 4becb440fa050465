package gov.mt.immtrax.access;

import java.time.Clock;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** Gives a clock to tests of contexts that have none of their own. */
public class TestClock implements BeanDefinitionRegistryPostProcessor {

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (registry instanceof ConfigurableListableBeanFactory beans
                && beans.getBeanNamesForType(Clock.class, true, false).length == 0) {
            registry.registerBeanDefinition("testClock", new RootBeanDefinition(Clock.class, Clock::systemUTC));
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // definitions only
    }
}
