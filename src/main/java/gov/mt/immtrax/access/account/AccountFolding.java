package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.folding.FoldedColumns;
import gov.mt.immtrax.access.folding.Folding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Folds the accounts that were there before the folding, or before its last change. */
@Component
class AccountFolding extends FoldedColumns {

    AccountFolding() {
        super(
                "account",
                List.of("number"),
                List.of(
                        new Column("username_folded", "username", Folding.TEXT),
                        new Column("first_name_key", "first_name", Folding.NAME),
                        new Column("last_name_key", "last_name", Folding.NAME),
                        new Column("employer_key", "employer", Folding.ORGANIZATION),
                        new Column("location_key", "location_name", Folding.ORGANIZATION),
                        new Column("supervisor_name_key", "supervisor_name", Folding.FULL_NAME)));
    }
}
