/**
 * A map of the rooms. {@code request} holds what a supervisor asks for and what became of it, {@code agreement} what
 * the user signs, {@code account} the register of accounts, {@code credential} how a password gets to its user,
 * {@code inactivation} how access ends, {@code people} who answers for which account, {@code deletion} how a supervisor
 * ends an access, {@code imports} what the registry says of its accounts; {@code mail} posts and delivers,
 * {@code calendar} counts business days, {@code form} reads and enforces the files in {@code forms/}, {@code identity}
 * knows who is logged in, {@code audit} keeps who did what, {@code portal} holds the pages that belong to no noun,
 * {@code export} writes files, {@code traffic} bounds and guards whatever comes in and goes out, and {@code engine} is
 * the plumbing of Camunda. Below all of them, {@code timeline} keeps what happened to a case, {@code time} keeps
 * moments in columns, {@code cipher} seals what may not be read there, and {@code database} says where tables live,
 * holds connections with time limits and rows in one order. The order of things, deadlines and who may act are in
 * {@code processes/}, not here.
 */
package gov.mt.immtrax.access;
