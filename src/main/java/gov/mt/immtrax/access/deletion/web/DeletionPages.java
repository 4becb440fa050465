package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionStatus;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.deletion.mail.PersonMatching;
import gov.mt.immtrax.access.deletion.process.DeletionLifecycle;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.LedgerEntry;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.ZonedDateTime;
import java.util.List;
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

/** The pages of one access deletion, at {@code /deletions/} and its number (contract, "Pages"). */
@Controller
@RequestMapping("/deletions")
class DeletionPages {

    /** One line of the timeline, in Montana time. */
    record Line(CaseEvent<DeletionEventType> event, ZonedDateTime at) {}

    private final DeletionService service;
    private final VisibleDeletions visible;
    private final PersonMatching people;
    private final DeletionTimeline events;
    private final DeletionDates dates;
    private final ClinicNames clinics;
    private final MailLedger ledger;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    DeletionPages(
            DeletionService service,
            VisibleDeletions visible,
            PersonMatching people,
            DeletionTimeline events,
            DeletionDates dates,
            ClinicNames clinics,
            MailLedger ledger,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.service = service;
        this.visible = visible;
        this.people = people;
        this.events = events;
        this.dates = dates;
        this.clinics = clinics;
        this.ledger = ledger;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @GetMapping("/{number}")
    ModelAndView show(@PathVariable String number) {
        Person person = currentPerson.require();
        AccessDeletion deletion = visible.ownOrForStaff(number);
        boolean supervisor = currentPerson.official().hasAddress(deletion.supervisorAddress());
        if (!supervisor) {
            audit.record(AuditAction.DELETION_VIEWED, number);
        }
        List<LedgerEntry> mails = ledger.of(number);
        return new ModelAndView("deletion/deletion")
                .addObject("deletion", deletion)
                .addObject("clinic", clinics.of(deletion.employer(), deletion.locationName()))
                .addObject("person", person.worksOnRequests() ? people.of(deletion) : people.shownToRequester(deletion))
                .addObject("staff", person.worksOnRequests())
                .addObject("requester", supervisor)
                .addObject("mayWithdraw", supervisor && service.mayWithdraw(deletion))
                .addObject("dueAt", dates.dueAt(deletion))
                .addObject("overdue", dates.isOverdue(deletion))
                .addObject("requests", visible.requestsOf(people.of(deletion).emailAddress()))
                .addObject("mails", mails)
                .addObject(
                        "official",
                        mails.stream().anyMatch(mail -> mail.template().equals(DeletionLifecycle.TOLD_OF_OTHERS)))
                .addObject(
                        "timeline",
                        events.of(number).stream()
                                .filter(event ->
                                        event.type() != DeletionEventType.ACCEPTED) // the next event says the same
                                .map(event -> new Line(event, dates.local(event.at())))
                                .toList());
    }

    /** Asks once, and says who will be told. */
    @PostMapping("/{number}/withdraw")
    ModelAndView withdraw(
            @PathVariable String number, @RequestParam Optional<String> confirm, RedirectAttributes flash) {
        AccessDeletion deletion = visible.own(number, "/deletions/" + number + "/withdraw");
        if (confirm.isEmpty() && service.mayWithdraw(deletion)) {
            return new ModelAndView("deletion/withdraw").addObject("deletion", deletion);
        }
        boolean before = deletion.status() == DeletionStatus.WITHDRAWN;
        flash.addFlashAttribute("notice", before || service.withdraw(number) ? "withdrawn" : "tooLate");
        return seeOther(number);
    }

    static ModelAndView seeOther(String number) {
        RedirectView view = new RedirectView("/deletions/" + number, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
