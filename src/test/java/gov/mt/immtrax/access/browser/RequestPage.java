package gov.mt.immtrax.access.browser;

import java.util.List;
import org.openqa.selenium.By;

/** {@code /requests/new} and {@code /requests/{REQ}}. */
record RequestPage(Visit visit) {

    /** The number of the request whose page is shown. */
    String number() {
        var path = visit.path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String status() {
        return visit.await(By.cssSelector("h1 .status")).getText();
    }

    String whoseTurn() {
        return visit.await(By.className("turn-who")).getText();
    }

    /** What happened, the oldest first. */
    List<String> timeline() {
        return visit.texts(".timeline > .is-done h3");
    }
}
