package gov.mt.immtrax.access.export;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;

/**
 * Writes a page as a PDF that a screen reader can read (PDF/UA: tagged, with title and language, fonts embedded). It
 * loads nothing: a URL in the page is never fetched.
 */
public final class PdfFile {

    private static final String LOOK = "/export/print.css";
    private static final String REGULAR = "/liberation/LiberationSans-Regular.ttf";
    private static final String BOLD = "/liberation/LiberationSans-Bold.ttf";
    private static final String FONT = "Liberation Sans";
    /** Replaces a character that the font does not have. */
    private static final String REPLACEMENT = "\u25a1";

    static {
        XRLog.setLoggingEnabled(false); // it would log content of the page
    }

    private PdfFile() {}

    /**
     * Writes a page.
     *
     * @param html a complete page with {@code lang} and {@code title}; its styles, scripts and images are removed
     * @throws IOException if {@code out} fails
     * @throws IllegalArgumentException if the page has no title or no language
     */
    public static void write(OutputStream out, String html) throws IOException {
        Document page = Jsoup.parse(html);
        if (page.title().isBlank() || page.selectFirst("html[lang]") == null) {
            throw new IllegalArgumentException("A PDF needs a title and a language");
        }
        page.select("script, style, link, img, object, iframe, svg, base, [aria-hidden=true]")
                .remove();
        page.getAllElements().forEach(element -> element.removeAttr("style"));
        page.head().appendElement("style").append(text(LOOK));
        page.head().appendElement("meta").attr("name", "subject").attr("content", page.title());
        new PdfRendererBuilder()
                .useFastMode()
                .usePdfUaAccessibility(true)
                .useFont(resource(REGULAR), FONT, 400, FontStyle.NORMAL, true)
                .useFont(resource(BOLD), FONT, 700, FontStyle.NORMAL, true)
                .useReplacementText(REPLACEMENT)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useUriResolver((base, uri) -> null)
                .withProducer("imMTrax Access")
                .withW3cDocument(new W3CDom().fromJsoup(page), null)
                .toStream(out)
                .run();
    }

    private static FSSupplier<InputStream> resource(String path) {
        return () -> PdfFile.class.getResourceAsStream(path);
    }

    private static String text(String path) {
        try (InputStream file = PdfFile.class.getResourceAsStream(path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
