package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.folding.FoldedColumns;
import gov.mt.immtrax.access.folding.Folding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Folds the requests that were there before the directory of clinics, or before the folding's last change. */
@Component
class RequestFolding extends FoldedColumns {

    RequestFolding() {
        super(
                "access_request",
                List.of("number"),
                List.of(
                        new Column("employer_key", "employer", Folding.ORGANIZATION),
                        new Column("location_key", "location_name", Folding.ORGANIZATION)));
    }
}
