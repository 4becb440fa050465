package gov.mt.immtrax.access.browser;

import java.util.Map;
import org.openqa.selenium.By;

/** {@code /agreements/{REQ}}: the form, the review, and what comes after it. */
record AgreementPages(Visit visit) {

    void save() {
        visit.press("Save");
        visit.await(By.cssSelector(".note[role=status]"));
    }

    /** Fills in what is given and goes on to the page that shows what is being signed. */
    void review(Map<String, String> answers) {
        visit.fill(answers);
        visit.press("Review and submit");
    }

    void submit() {
        visit.press("Submit");
    }

    /** The wording with the answers, on the review page and on the record. */
    String answers() {
        return visit.await(By.className("form-answers")).getText();
    }

    String answer(String field) {
        return visit.await(By.cssSelector("[data-answer=" + field + "] :is(dd, strong)"))
                .getText();
    }
}
