package gov.mt.immtrax.access;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import gov.mt.immtrax.access.identity.ActingPerson;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The whole application with a real engine on H2 and a real mail server; jobs run when the test says so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ActiveProfiles("test")
@Import({ActingPerson.class, Office.class, ModelTest.PostOfficeOfTheTest.class})
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
    }
}
