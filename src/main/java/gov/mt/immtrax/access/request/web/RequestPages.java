package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.deputy.Deputyship;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.ClinicsOfRequests;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.process.PlannedChanges;
import gov.mt.immtrax.access.request.process.UserAwareness;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The pages under {@code /requests} (contract, "Pages"). A request that does not concern the reader is treated as not
 * found.
 */
@Controller
@RequestMapping("/requests")
class RequestPages {

    private final RequestService service;
    private final AccessRequestRepository requests;
    private final VisibleRequests visible;
    private final RequestOverview overview;
    private final AccessDeletionLookup endings;
    private final ClinicsOfRequests clinics;
    private final ClinicNames names;
    private final UserAwareness users;
    private final PlannedChanges planned;
    private final ActsFor actsFor;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    RequestPages(
            RequestService service,
            AccessRequestRepository requests,
            VisibleRequests visible,
            RequestOverview overview,
            AccessDeletionLookup endings,
            ClinicsOfRequests clinics,
            ClinicNames names,
            UserAwareness users,
            PlannedChanges planned,
            ActsFor actsFor,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.service = service;
        this.requests = requests;
        this.visible = visible;
        this.overview = overview;
        this.endings = endings;
        this.clinics = clinics;
        this.names = names;
        this.users = users;
        this.planned = planned;
        this.actsFor = actsFor;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    /**
     * @param find for staff with a caller on the line: a request number, the email address of the user or supervisor,
     *     or the number or name of a clinic
     */
    @GetMapping
    ModelAndView list(@RequestParam Optional<String> find) {
        Person person = currentPerson.require();
        Optional<String> sought = find.map(String::strip).filter(text -> person.worksOnRequests() && !text.isEmpty());
        Optional<String> number = sought.map(text -> text.toUpperCase(Locale.ROOT));
        if (number.flatMap(requests::find).isPresent()) {
            return seeOther(number.get());
        }
        Optional<String> ending = number.flatMap(it -> endings.pageOf(it, person));
        if (ending.isPresent()) {
            return seeOtherPage(ending.get());
        }
        if (person.worksOnRequests()) {
            audit.record(
                    AuditAction.REQUESTS_LISTED,
                    null,
                    AuditResult.DONE,
                    sought.map(text -> "by search").orElse(null));
        }
        List<AccessDeletionLookup.Ending> ends = sought.isPresent() ? List.of() : endings.listFor(person);
        return new ModelAndView("request/list")
                .addObject(
                        "requests",
                        sought.map(text -> overview.listNaming(text, person)).orElseGet(() -> overview.listFor(person)))
                .addObject("endings", ends)
                .addObject("clinics", clinicsOf(ends))
                .addObject("officials", sought.isPresent() ? List.of() : actsFor.officials())
                .addObject("find", sought.orElse(null))
                .addObject("staff", person.worksOnRequests())
                .addObject("mayExport", person.mayExport());
    }

    /** The requests for the people of an official, for their deputy. */
    @GetMapping("/for/{deputyship}")
    ModelAndView listOfOfficial(@PathVariable String deputyship) {
        Deputyship acting = actsFor.takeUpDeputyship(deputyship, "/requests/for/" + deputyship);
        Person official = currentPerson.official();
        List<AccessDeletionLookup.Ending> ends = endings.listFor(official);
        return new ModelAndView("request/list")
                .addObject("requests", overview.listForDeputy(official))
                .addObject("endings", ends)
                .addObject("clinics", clinicsOf(ends))
                .addObject("officials", List.of())
                .addObject("acting", acting)
                .addObject("staff", false)
                .addObject("mayExport", false);
    }

    private ClinicNames.Today clinicsOf(List<AccessDeletionLookup.Ending> ends) {
        return names.of(ends, AccessDeletionLookup.Ending::employer, AccessDeletionLookup.Ending::locationName);
    }

    @GetMapping("/{number}")
    ModelAndView show(@PathVariable String number) {
        Person person = currentPerson.require();
        Optional<String> ending = endings.pageOf(number, person);
        if (ending.isPresent()) {
            return seeOtherPage(ending.get());
        }
        AccessRequest request = visible.get(number, person);
        Person reader = currentPerson.official();
        if (!VisibleRequests.isOf(request, reader)) {
            audit.record(AuditAction.REQUEST_VIEWED, number);
        }
        ModelAndView page = new ModelAndView("request/request").addAllObjects(overview.of(request, reader));
        if (person.worksOnRequests()) {
            Optional<Facility> clinic = clinics.listed(request);
            page.addObject("clinic", clinic.orElse(null))
                    .addObject("likelyClinics", clinic.isPresent() ? List.of() : clinics.likely(request));
        }
        return page.addObject("deletion", endOf(request, reader).orElse(null));
    }

    /** The open access deletion beside an open request, if the reader may see it. */
    private Optional<AccessDeletionLookup.Ending> endOf(AccessRequest request, Person reader) {
        return request.status().isOpen()
                ? endings.openFor(request.emailAddress()).stream()
                        .filter(it -> endings.pageOf(it.number(), reader).isPresent())
                        .findFirst()
                : Optional.empty();
    }

    /** Asks once, and says who will be told. */
    @PostMapping("/{number}/withdraw")
    ModelAndView withdraw(
            @PathVariable String number, @RequestParam Optional<String> confirm, RedirectAttributes flash) {
        AccessRequest request = visible.own(number);
        if (confirm.isEmpty() && request.status().canBeWithdrawn()) {
            return new ModelAndView("request/withdraw")
                    .addObject("request", request)
                    .addObject("userIsTold", users.isAware(number))
                    .addObject(
                            "accountEnds",
                            request.status() == RequestStatus.AWAITING_START && !overview.planned(request))
                    .addObject("officialIsTold", planned.isAnnounced(number))
                    .addObject("taskEnds", request.status() == RequestStatus.AWAITING_PROVISIONING);
        }
        boolean before = request.status() == RequestStatus.WITHDRAWN;
        flash.addFlashAttribute("notice", before || service.withdraw(number) ? "withdrawn" : "tooLate");
        return seeOther(number);
    }

    static ModelAndView seeOther(String number) {
        return seeOtherPage("/requests/" + number);
    }

    static ModelAndView seeOtherPage(String page) {
        RedirectView view = new RedirectView(page, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
