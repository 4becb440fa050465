package gov.mt.immtrax.access.agreement.web;

import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.export.PdfFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Renders the record of a signature as a PDF, with the same template fragment as the page. */
@Component
class AgreementPdf implements View {

    private final SpringTemplateEngine templates;

    AgreementPdf(SpringTemplateEngine templates) {
        this.templates = templates;
    }

    @Override
    public String getContentType() {
        return MediaType.APPLICATION_PDF_VALUE;
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = new Context(LocaleContextHolder.getLocale());
        SignedAgreement signed = (SignedAgreement)
                Objects.requireNonNull(Objects.requireNonNull(model).get("signed"));
        model.forEach(page::setVariable);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfFile.write(pdf, templates.process("agreement/record-pdf", page));
        response.setContentType(getContentType());
        response.setContentLength(pdf.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline()
                        .filename(signed.requestNumber() + "-user-agreement.pdf")
                        .build()
                        .toString());
        pdf.writeTo(response.getOutputStream());
    }
}
