package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;

import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;

/** Brings requests to where a test begins, by the same pages but without a browser. */
record DemoOffice(Demo demo) {

    /** Stacy submits a request; its number. */
    String requested(Map<String, String> request) {
        return requested(STACY_SUPERVISOR, request);
    }

    /** Another supervisor does. */
    String requested(DemoPerson supervisor, Map<String, String> request) {
        var visitor = demo.visitor();
        visitor.logIn(supervisor);
        visitor.get("/requests/new");
        var page = visitor.post("/requests/new", request).uri().getPath();
        if (!page.matches("/requests/REQ\\d{7}")) {
            throw new IllegalStateException("The request was refused");
        }
        return page.substring(page.lastIndexOf('/') + 1);
    }

    /**
     * Somebody's access has ended and nobody answers for it, so that it can be asked for once more as if for the first
     * time.
     */
    void endAccess(DemoPerson person) {
        demo.endAccess(person);
    }

    /** The one open task of a request. */
    String task(String number) {
        return demo.bean(TaskService.class)
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }
}
