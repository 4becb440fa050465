/**
 * Accounts in imMTrax: the register of all that this service knows of, with the history of each; the end of one, in the steps
 * of {@code processes/account-inactivation.bpmn}; and the credentials of a new one between provisioning and their delivery,
 * by mail or by a one-time link.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"audit", "calendar", "cipher", "form", "identity", "mail", "time"})
package gov.mt.immtrax.access.account;
