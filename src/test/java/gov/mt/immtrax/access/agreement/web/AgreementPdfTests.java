package gov.mt.immtrax.access.agreement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@ModelTest
@AutoConfigureMockMvc
class AgreementPdfTests {

    private static final String HOSTILE =
            "</title><script>alert(1)</script> \u202f<img src=x> O'Neill, Ren\u00e9e & Z\u00fc\u010d";

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    FormSubmissionService service;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void holdsEveryWordOfTheRecord() throws Exception {
        String number = signed("SPH Broadway Clinic");
        acting.is(Office.USER);
        String page = Jsoup.parse(ask("/agreements/" + number + "/record").getContentAsString())
                .select("main")
                .select("h1 ~ *, .form-answers, .panel")
                .select("dt, dd, .statement p, .form-answers p, h2")
                .eachText()
                .stream()
                .map(text -> text.replace("\u2713 ", ""))
                .reduce("", (a, b) -> a + "\n" + b);

        MockHttpServletResponse answer = ask("/agreements/" + number + "/record.pdf");

        assertThat(answer.getContentType()).isEqualTo("application/pdf");
        assertThat(answer.getHeader("Content-Disposition"))
                .isEqualTo("inline; filename=\"" + number + "-user-agreement.pdf\"");
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        try (PDDocument pdf = Loader.loadPDF(answer.getContentAsByteArray())) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-US");
            assertThat(pdf.getDocumentInformation().getTitle()).contains(number);
            picture(pdf);
            String text = words(text(pdf));
            assertThat(page.lines().filter(line -> !line.isBlank()))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(line -> assertThat(text).contains(words(line)));
        }
    }

    @Test
    void takesAHostileNameForText() throws Exception {
        String number = signed(HOSTILE);
        acting.is(Office.USER);

        try (PDDocument pdf =
                Loader.loadPDF(ask("/agreements/" + number + "/record.pdf").getContentAsByteArray())) {
            assertThat(words(text(pdf))).contains(words(HOSTILE));
            assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(pdf.getDocumentCatalog().getNames()).isNull();
        }
    }

    @Test
    void opensForTheSignerAndStaffOnly() throws Exception {
        String number = signed("SPH Broadway Clinic");

        acting.is(Office.SUPERVISOR);
        assertThat(ask("/agreements/" + number + "/record.pdf").getStatus()).isEqualTo(403);
        acting.is("operations@mt.gov", Role.OPERATIONS);
        assertThat(ask("/agreements/" + number + "/record.pdf").getStatus()).isEqualTo(403);
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        assertThat(ask("/agreements/" + number + "/record.pdf").getStatus()).isEqualTo(200);
    }

    @Test
    void leadsToTheRequestWhileNothingIsSigned() throws Exception {
        String number = office.submit();
        acting.is(Office.USER);

        assertThat(ask("/agreements/" + number + "/record.pdf").getRedirectedUrl())
                .isEqualTo("/requests/" + number);
    }

    private String signed(String facility) {
        String number = office.submit();
        acting.is(Office.USER);
        Map<String, Object> signature = Office.signature(number);
        signature.put("facilityName", facility);
        assertThat(service.complete(
                        AccessRequestProcess.KEY, number, AccessRequestProcess.SIGN_USER_AGREEMENT, signature))
                .isTrue();
        return number;
    }

    private MockHttpServletResponse ask(String path) throws Exception {
        return http.perform(get(path).accept("text/html", "*/*").with(user("somebody")))
                .andReturn()
                .getResponse();
    }

    /** Text without its spaces and page numbers: a PDF breaks lines and pages where a page on the screen does not. */
    private static String words(String text) {
        return text.replaceAll("(?m)^\\d+ / \\d+\\s*$", "").replaceAll("[\\s\u00a0\u202f]+", "");
    }

    /** As it stands on the pages, from top to bottom. */
    private static String text(PDDocument pdf) throws IOException {
        PDFTextStripper reader = new PDFTextStripper();
        reader.setSortByPosition(true);
        return reader.getText(pdf);
    }

    private static void picture(PDDocument pdf) throws IOException {
        BufferedImage page = new PDFRenderer(pdf).renderImageWithDPI(0, 80);
        new File("target/screenshots").mkdirs();
        ImageIO.write(page, "png", new File("target/screenshots/agreement-pdf.png"));
        ImageIO.write(
                new PDFRenderer(pdf).renderImageWithDPI(pdf.getNumberOfPages() - 1, 80),
                "png",
                new File("target/screenshots/agreement-pdf-last.png"));
        assertThat(page.getWidth()).isPositive();
    }
}
