package gov.mt.immtrax.access.portal;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Sends people to the error pages. Programs, which do not accept HTML, get problem details instead. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorPageAdvice {

    @ExceptionHandler(
            exception = {
                NoResourceFoundException.class,
                NoHandlerFoundException.class,
                HttpRequestMethodNotSupportedException.class,
                ServletRequestBindingException.class,
                ErrorResponseException.class,
                MethodArgumentNotValidException.class,
                TypeMismatchException.class
            },
            produces = MediaType.TEXT_HTML_VALUE)
    void send(Exception failure, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // the container has already answered, because the request body did not arrive
        }
        // a parameter that cannot be converted has no status of its own
        boolean mismatch = failure instanceof TypeMismatchException;
        response.sendError(
                mismatch
                        ? SC_BAD_REQUEST
                        : ((ErrorResponse) failure).getStatusCode().value());
    }
}
