package gov.mt.immtrax.access;

import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.spring_test.common.ProcessEngineCoverageProperties;
import org.camunda.community.process_test_coverage.spring_test.platform7.ProcessEngineCoverageTestExecutionListener;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestExecutionListeners;

/** Fails the test class unless its tests together walk every flow node and every flow of the models they touch. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(PathCoverage.Collector.class)
@TestExecutionListeners(
        listeners = ProcessEngineCoverageTestExecutionListener.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface PathCoverage {

    @TestConfiguration(proxyBeanMethods = false)
    class Collector {

        @Bean
        AbstractCamundaConfiguration pathCollection() {
            return new AbstractCamundaConfiguration() {
                @Override
                public void preInit(SpringProcessEngineConfiguration configuration) {
                    ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
                }
            };
        }

        @Bean
        ProcessEngineCoverageProperties allPaths() {
            return ProcessEngineCoverageProperties.Companion.builder()
                    .excludeProcessDefinitionKeys(
                            AccountLifecycleProcess.KEY) // begins with each account; walked by a class of its own
                    .assertClassCoverageAtLeast(1.0)
                    .build();
        }
    }
}
