/** An official asks a second one of the same clinic to take over a person, who accepts. Until then nothing changes. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.handover;
