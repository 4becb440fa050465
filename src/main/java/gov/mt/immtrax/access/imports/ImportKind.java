package gov.mt.immtrax.access.imports;

/** What a file is for. */
enum ImportKind {
    /** What the registry knows today: moves the last access forward and shows where the two differ. */
    REGISTRY_EXPORT,
    /** The accounts from before this service, each with its supervisor. */
    GO_LIVE;

    /** As commands name it: {@code registry-export}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
