/**
 * The files in {@code forms/} as contracts: parsed once, rendered into our own pages and enforced on every submission.
 * Knows no other room; the rooms that own a form add {@link FormRule}s and one {@link FormReceiver}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package gov.mt.immtrax.access.form;
