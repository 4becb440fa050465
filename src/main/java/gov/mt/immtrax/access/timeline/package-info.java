/**
 * What happened to a case, as its page tells it and as its deadlines are counted. Each room that has cases has a table
 * of its own for it, and a {@link gov.mt.immtrax.access.timeline.CaseTimeline}. Below the rooms with nouns.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"identity", "time"})
package gov.mt.immtrax.access.timeline;
