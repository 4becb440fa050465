package gov.mt.immtrax.access.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Replaces the error messages of the engine's REST API with ours, because nobody should see exceptions, tables or SQL.
 * Messages written for people, such as one about a mistake in a form, are passed on.
 */
class EngineErrorFilter extends HttpFilter {

    /** Patterns in a text that was written for the log and not for people. */
    private static final Pattern OF_A_MACHINE =
            Pattern.compile("(?i:\\bsql\\b)|###|[a-z]Exception|[a-z]Error\\b|ENGINE-\\d|(?i:\\bact_[a-z]{2}_)"
                    + "|\\b(?:org|com|net|io|java|javax|jakarta|gov)\\.[a-z]+\\.|[\\n\\t]|\\[Source: ");

    private final transient ErrorResponder errors;
    private final transient ObjectMapper json;

    EngineErrorFilter(ErrorResponder errors, ObjectMapper json) {
        this.errors = errors;
        this.json = json;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!SubmissionMatcher.isEngineCall(request)) {
            chain.doFilter(request, response);
            return;
        }
        Held held = new Held(response);
        chain.doFilter(request, held);
        if (!held.holdsAnError() || response.isCommitted()) {
            return;
        }
        String type = textOf(held.body.toByteArray(), "type");
        String message = textOf(held.body.toByteArray(), "message");
        if (held.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()
                && !message.isEmpty()
                && !OF_A_MACHINE.matcher(message).find()) {
            response.setContentLength(held.body.size());
            held.body.writeTo(response.getOutputStream());
        } else {
            response.resetBuffer();
            errors.sendInstead(request, response, held.getStatus(), type);
        }
    }

    /** Empty if there is no such text. */
    private String textOf(byte[] body, String name) throws IOException {
        try {
            JsonNode answer = json.readTree(body);
            return answer == null ? "" : answer.path(name).asText("");
        } catch (JsonProcessingException noJson) {
            return "";
        }
    }

    /** Holds back the body of an error. All other output passes through at once. */
    private static final class Held extends HttpServletResponseWrapper {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private @Nullable ServletOutputStream stream;
        private @Nullable PrintWriter writer;

        Held(HttpServletResponse response) {
            super(response);
        }

        private boolean isError() {
            return getStatus() >= HttpStatus.BAD_REQUEST.value();
        }

        private boolean holdsAnError() {
            if (writer != null) {
                writer.flush();
            }
            return isError() && body.size() > 0;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) {
                stream = new Sorted(super.getOutputStream());
            }
            return stream;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            if (!isError()) {
                return super.getWriter();
            }
            if (writer == null) {
                writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
            }
            return writer;
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!isError()) {
                super.flushBuffer();
            }
        }

        private final class Sorted extends ServletOutputStream {

            private final ServletOutputStream through;

            Sorted(ServletOutputStream through) {
                this.through = through;
            }

            @Override
            public void write(int text) throws IOException {
                if (isError()) {
                    body.write(text);
                } else {
                    through.write(text);
                }
            }

            @Override
            public void write(byte[] text, int offset, int length) throws IOException {
                if (isError()) {
                    body.write(text, offset, length);
                } else {
                    through.write(text, offset, length);
                }
            }

            @Override
            public void flush() throws IOException {
                if (!isError()) {
                    through.flush();
                }
            }

            @Override
            public void close() throws IOException {
                if (!isError()) {
                    through.close();
                }
            }

            @Override
            public boolean isReady() {
                return through.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                through.setWriteListener(listener);
            }
        }
    }
}
