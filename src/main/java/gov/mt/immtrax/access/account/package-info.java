/**
 * The imMTrax account that a request leads to; for now the credentials between provisioning and their delivery, by mail or
 * by a one-time link.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"audit", "mail"})
package gov.mt.immtrax.access.account;
