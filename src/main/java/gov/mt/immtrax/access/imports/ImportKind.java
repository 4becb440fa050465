package gov.mt.immtrax.access.imports;

/** The kinds of imports. */
enum ImportKind {
    /** The current accounts in imMTrax: updates the last access and finds differences. */
    REGISTRY_EXPORT,
    /** The accounts from before this service, each with its supervisor. */
    GO_LIVE;

    /** The name in commands, for example {@code registry-export}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
