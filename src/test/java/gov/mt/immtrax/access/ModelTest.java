package gov.mt.immtrax.access;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import gov.mt.immtrax.access.identity.ActingPerson;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestExecutionListeners;

/**
 * The whole application with a real engine on H2 and a real mail server; jobs run when the test says so. All classes
 * share one context: {@link Office#close} after each test, and stub only what {@link StubbedBeans} names.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ActiveProfiles("test")
@AutoConfigureMockMvc
@Import({ActingPerson.class, Office.class, StubbedBeans.class, ModelTest.PostOfficeOfTheTest.class})
@TestExecutionListeners(
        listeners = ModelTestListener.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface ModelTest {

    @TestConfiguration(proxyBeanMethods = false)
    class PostOfficeOfTheTest {

        @Bean(initMethod = "start", destroyMethod = "stop")
        GreenMail greenMail() {
            return new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        }

        @Bean
        DynamicPropertyRegistrar mailPort(GreenMail greenMail) {
            return registry ->
                    registry.add("spring.mail.port", () -> greenMail.getSmtp().getPort());
        }

        @Bean
        WalkedPaths walkedPaths() {
            return new WalkedPaths();
        }

        @Bean
        AbstractCamundaConfiguration watchedPaths(WalkedPaths paths) {
            return new AbstractCamundaConfiguration() {
                @Override
                public void preInit(SpringProcessEngineConfiguration engine) {
                    List<BpmnParseListener> listeners = engine.getCustomPostBPMNParseListeners();
                    List<BpmnParseListener> all = new ArrayList<>(listeners == null ? List.of() : listeners);
                    all.add(paths);
                    engine.setCustomPostBPMNParseListeners(all);
                }
            };
        }
    }
}
