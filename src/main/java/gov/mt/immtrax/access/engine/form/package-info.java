/** Form enforcement in the engine: checks each submission and keeps only what the process needs. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.engine.form;
