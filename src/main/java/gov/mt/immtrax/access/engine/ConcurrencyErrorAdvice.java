package gov.mt.immtrax.access.engine;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers 409 Conflict instead of a server error when a concurrent change won and a retry did not help. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConcurrencyErrorAdvice {

    @ExceptionHandler({ProcessEngineException.class, DataAccessException.class})
    void send(RuntimeException failure, HttpServletResponse response) throws IOException {
        if (!ConcurrencyRetry.isLost(failure)) {
            throw failure;
        }
        response.sendError(HttpStatus.CONFLICT.value());
    }
}
