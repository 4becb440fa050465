/**
 * A map of the rooms. {@code request} holds what a supervisor requests and the outcome, {@code agreement} what the user
 * signs, {@code account} the register of accounts, {@code credential} how a password reaches its user,
 * {@code inactivation} how access ends, {@code people} which supervisor is responsible for which account,
 * {@code deletion} how a supervisor ends an employee's access, and {@code imports} what the registry knows about its
 * accounts. {@code facility} is the directory of clinics, {@code mail} posts and delivers emails, {@code calendar}
 * counts business days, {@code form} reads and enforces the files in {@code forms/}, {@code identity} knows who is
 * logged in, {@code audit} records who did what, {@code portal} holds the pages that belong to no other room,
 * {@code export} writes files, {@code traffic} limits and guards requests and responses, and {@code engine} is the
 * plumbing of Camunda. Below all of them, {@code number} assigns the numbers, {@code timeline} records what happened to
 * a case, {@code time} converts instants to columns, {@code folding} says which names and employers mean the same,
 * {@code cipher} encrypts what must not be readable in the database, and {@code database} holds the data sources with
 * their time limits and the order of locks. The order of steps, the deadlines and who may act are in
 * {@code processes/}, not here.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access;
