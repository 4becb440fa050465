package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.folding.FoldedColumns;
import gov.mt.immtrax.access.folding.Folding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Folds the lines of imports that were previewed before the folding, or before its last change. */
@Component
class ImportFolding extends FoldedColumns {

    ImportFolding() {
        super(
                "import_line",
                List.of("import_number", "line_number"),
                List.of(
                        new Column("username_folded", "username", Folding.TEXT),
                        new Column("first_name_key", "first_name", Folding.NAME),
                        new Column("last_name_key", "last_name", Folding.NAME),
                        new Column("employer_key", "employer", Folding.ORGANIZATION),
                        new Column("location_key", "location_name", Folding.ORGANIZATION),
                        new Column(
                                "supervisor_name_key",
                                RegisterWriter.SUPERVISOR_NAME.formatted("import_line"),
                                Folding.FULL_NAME)));
    }
}
