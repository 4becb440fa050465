/**
 * What happened to a case, for its page and its deadlines. Each room with cases has its own table and a
 * {@link gov.mt.immtrax.access.timeline.CaseTimeline}. Below the rooms with nouns.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"identity", "time"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.timeline;
