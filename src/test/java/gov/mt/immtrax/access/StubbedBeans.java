package gov.mt.immtrax.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mockito.Answers;
import org.mockito.Mockito;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Makes spies of the beans that some model test stubs, in the context of all of them: with a spy of its own each such
 * class would start the application once more. After each test they are themselves again.
 */
class StubbedBeans implements BeanPostProcessor, PriorityOrdered, SmartInitializingSingleton {

    /** By simple name, since some are known in their rooms alone. */
    private static final List<String> TYPES = List.of(
            "BusinessCalendar",
            "CredentialSettings",
            "InactivitySettings",
            "LifecycleListener",
            "RegisterWriter",
            "StagingRepository");

    private final Map<String, Object> spies = new ConcurrentHashMap<>();

    /** Before proxies are made, which then stand before the spies. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        String type = bean.getClass().getSimpleName();
        return TYPES.contains(type) ? spies.computeIfAbsent(type, once -> spyOf(bean)) : bean;
    }

    private static Object spyOf(Object bean) {
        return Mockito.mock(
                bean.getClass(),
                Mockito.withSettings()
                        .spiedInstance(bean)
                        .defaultAnswer(Answers.CALLS_REAL_METHODS)
                        .stubOnly());
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!spies.keySet().containsAll(TYPES)) {
            throw new IllegalStateException("Of " + TYPES + " these alone are beans: " + spies.keySet());
        }
    }

    void reset() {
        spies.values().forEach(Mockito::reset);
    }
}
