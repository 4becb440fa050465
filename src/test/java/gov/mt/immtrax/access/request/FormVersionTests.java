package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/** The law changes the agreement while requests are under way. */
@ModelTest
class FormVersionTests {

    @Autowired
    Office office;

    @Autowired
    FormSubmissionService service;

    @Autowired
    SignedAgreementRepository agreements;

    @Autowired
    RepositoryService repositoryService;

    private String newDeployment;

    @AfterEach
    void close() throws Exception {
        office.close();
        repositoryService.deleteDeployment(newDeployment, true);
    }

    @Test
    void keepsTheWordingThatARequestStartedWith() throws Exception {
        String before = office.submit();
        newDeployment = deployWithNewAgreement();
        String after = office.submit("emailAddress", "norman.nurse@sphealth.org");

        assertThat(agreementOf(before).textVersion()).isEqualTo("2022-11");
        assertThat(agreementOf(after).textVersion()).isEqualTo("2027-01");
        assertThat(office.sign(before)).isTrue();
        String signed = agreements.find(before).orElseThrow().textSha256();
        assertThat(service.formOnceDeployed(AccessRequestProcess.KEY, "user-agreement", signed)
                        .orElseThrow()
                        .textVersion())
                .isEqualTo("2022-11");
    }

    private FormFile agreementOf(String number) {
        return service.taskForm(AccessRequestProcess.KEY, number, "user-agreement")
                .orElseThrow();
    }

    private String deployWithNewAgreement() throws IOException {
        DeploymentBuilder builder = repositoryService.createDeployment().name("a later release");
        for (String resource : new String[] {
            "processes/access-request.bpmn",
            "processes/request-policy.dmn",
            "forms/access-request.html",
            "forms/provision-access.html"
        }) {
            builder.addClasspathResource(resource);
        }
        String agreement =
                new ClassPathResource("forms/user-agreement.html").getContentAsString(StandardCharsets.UTF_8);
        return builder.addString("forms/user-agreement.html", agreement.replace("2022-11", "2027-01"))
                .deploy()
                .getId();
    }
}
