package gov.mt.immtrax.access.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfFileTests {

    @Test
    void isTaggedAndNamesItsTitleAndLanguage() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(write("<h1>Hello</h1><p>World</p>"))) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .isNotEmpty();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-US");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("A title");
            assertThat(pdf.getDocumentCatalog().getViewerPreferences().displayDocTitle())
                    .isTrue();
            assertThat(new String(pdf.getDocumentCatalog().getMetadata().toByteArray()))
                    .contains("pdfuaid");
        }
    }

    @Test
    void bringsItsFontsWithIt() throws IOException {
        List<String> names = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(
                write("<p>Ren\u00e9e \u0141ukasz \u017d\u016fo \u00d1and\u00fa <strong>bold</strong></p>"))) {
            var resources = pdf.getPage(0).getResources();
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded())
                        .as(name.getName())
                        .isTrue();
                names.add(resources.getFont(name).getName());
            }
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Ren\u00e9e \u0141ukasz \u017d\u016fo \u00d1and\u00fa bold");
        }
        assertThat(names).allMatch(name -> name.contains("LiberationSans")).hasSize(2);
    }

    @Test
    void loadsNothing(@TempDir Path folder) throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            asked.add(call.getRequestURI().toString());
            call.sendResponseHeaders(404, -1);
        });
        server.start();
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret words");
        String at = "http://localhost:" + server.getAddress().getPort();
        try {
            byte[] pdf = write("""
                    <img src="%1$s/img.png"><link rel="stylesheet" href="%1$s/a.css"><style>@import url(%1$s/b.css);
                    p { background: url(%1$s/c.png) }</style><p style="background: url(%1$s/d.png)">text</p>
                    <object data="%2$s" type="text/plain"></object><iframe src="%2$s"></iframe>
                    <svg><image href="%1$s/e.png"/></svg><script>alert(1)</script>""".formatted(at, secret.toUri()));

            assertThat(text(pdf)).contains("text").doesNotContain("secret words", "alert");
            assertThat(asked).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void putsASignWhereItsFontHasNone() throws IOException {
        assertThat(text(write("<p>a\ud83d\ude00b \u674e</p>"))).containsPattern("a.b .");
    }

    @Test
    void refusesAPageThatNobodyCouldFindAgain() {
        assertThatThrownBy(() -> PdfFile.write(new ByteArrayOutputStream(), "<html lang=\"en\"><p>x</p></html>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] write(String body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfFile.write(out, "<html lang=\"en-US\"><head><title>A title</title></head><body>" + body + "</body></html>");
        return out.toByteArray();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
