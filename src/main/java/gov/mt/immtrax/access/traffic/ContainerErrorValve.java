package gov.mt.immtrax.access.traffic;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;

/** The container's response to malformed requests, which never reach the service and its error pages. */
class ContainerErrorValve extends ErrorReportValve {

    private static final String WORDS =
            "This did not work. Your browser sent something that we did not expect. Nothing was "
                    + "changed. Go back and try again, or call the imMTrax Help Desk at 406-444-5580.\n";

    ContainerErrorValve() {
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        AtomicBoolean mayWrite = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, mayWrite);
        if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()
                || !mayWrite.get()) {
            return;
        }
        ResponseHeaders.ofContainer().forEach(response::setHeader);
        response.setContentType("text/plain");
        response.setCharacterEncoding("utf-8");
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(WORDS);
                response.finishResponse();
            }
        } catch (IOException gone) {
            // the client has closed the connection
        }
    }
}
