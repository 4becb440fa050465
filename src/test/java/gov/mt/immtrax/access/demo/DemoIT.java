package gov.mt.immtrax.access.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.browser.Browsers;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

class DemoIT {

    private static Demo demo;

    @BeforeAll
    static void startDemo() throws MessagingException {
        // no mail to the auditor among those that are counted
        demo = Demo.start(Map.of("immtrax.audit.seal-every", "1d"));
        var link = demo.baseUrl() + "/demo/mail?from=mail";
        send("First <i>mail</i>", "Open " + link + ".", """
                <h1>Hello</h1><p>Open <a href="%s">your agreement</a>.</p>
                <script>document.body.innerHTML = 'taken over'; top.document.title = 'taken over'</script>
                """.formatted(link));
        send("Second mail", "Nothing but text", null);
    }

    @AfterAll
    static void stopDemo() {
        demo.stop();
    }

    private static void send(String subject, String text, String html) throws MessagingException {
        var sender = demo.bean(JavaMailSender.class);
        var message = sender.createMimeMessage();
        var mail = new MimeMessageHelper(message, html != null, "UTF-8");
        mail.setFrom("servicedesk@service.mt.gov");
        mail.setTo("nancy.nurse@sphealth.org");
        mail.setCc("stacy.supervisor@sphealth.org");
        mail.setSubject(subject);
        if (html == null) {
            mail.setText(text);
        } else {
            mail.setText(text, html);
        }
        sender.send(message);
    }

    @Test
    void opensTheServiceToAPersonWhoLoggedInAtTheProvider() {
        var visitor = demo.visitor();
        assertThat(visitor.get("/requests").uri().toString()).startsWith(demo.identityUrl() + "/login");

        visitor.logIn(DemoPerson.STACY_SUPERVISOR);

        assertThat(visitor.get("/requests").uri().toString()).isEqualTo(demo.baseUrl() + "/requests");
    }

    @Test
    void listsMailsAsJsonWithTheNewestFirst() throws IOException {
        var mails = new ObjectMapper().readTree(demo.visitor().getJson("/demo/mail"));

        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).get("subject").asText()).isEqualTo("Second mail");
        assertThat(mails.get(1).fieldNames())
                .toIterable()
                .containsExactly("id", "to", "cc", "from", "subject", "text", "html", "sentAt");
        assertThat(mails.get(1).get("to").asText()).isEqualTo("nancy.nurse@sphealth.org");
        assertThat(mails.get(1).get("cc").asText()).isEqualTo("stacy.supervisor@sphealth.org");
        assertThat(mails.get(1).get("from").asText()).isEqualTo("servicedesk@service.mt.gov");
        assertThat(mails.get(1).get("text").asText()).contains("/demo/mail?from=mail.");
        assertThat(mails.get(1).get("html").asText()).contains("<h1>Hello</h1>");
        assertThat(mails.get(1).get("sentAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void findsTheMailsOfARecipientOfACopyToo() {
        assertThat(demo.mails().to("stacy.supervisor@sphealth.org")).hasSize(2);
        assertThat(demo.mails().to("supervisor@sphealth.org")).isEmpty();
    }

    @Test
    void showsAMailWhoseLinksWorkAndWhoseScriptsDoNot() {
        var driver = Browsers.chromium();
        try {
            driver.get(demo.baseUrl() + "/demo/mail");
            Browsers.screenshot(driver, "demo-mails");
            driver.findElement(By.partialLinkText("First <i>mail</i>")).click();
            driver.switchTo().frame(Browsers.await(driver, By.tagName("iframe")));
            assertThat(driver.findElement(By.tagName("h1")).getText()).isEqualTo("Hello");
            driver.switchTo().defaultContent();
            Browsers.screenshot(driver, "demo-mail");
            assertThat(driver.findElement(By.tagName("h1")).getText()).isEqualTo("First <i>mail</i>");
            assertThat(driver.getTitle()).startsWith("First <i>mail</i>");

            driver.switchTo().frame(driver.findElement(By.tagName("iframe")));
            driver.findElement(By.linkText("your agreement")).click();
            Browsers.patience(driver).until(ExpectedConditions.numberOfWindowsToBe(2));
            driver.switchTo().window(driver.getWindowHandles().toArray(String[]::new)[1]);
            assertThat(Browsers.await(driver, By.className("mails")).isDisplayed())
                    .isTrue();
        } finally {
            driver.quit();
        }
    }

    @Test
    void takesInNoConfigurationOfATest() {
        assertThatThrownBy(() -> demo.bean(PartOfATest.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
    }

    @Component
    static class PartOfATest {}
}
