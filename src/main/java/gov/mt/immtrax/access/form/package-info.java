/**
 * The form files in {@code forms/}: parsed once, rendered in our own pages and checked on every submission. Knows no
 * other room; the rooms that own a form add {@link FormRule}s and one {@link FormReceiver}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.form;
