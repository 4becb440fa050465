/** Steps of {@code processes/registry-import.bpmn}; each class is named after its step. */
package gov.mt.immtrax.access.feed.process;
