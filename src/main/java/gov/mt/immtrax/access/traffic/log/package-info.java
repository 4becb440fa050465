/** What the log may say of people. */
package gov.mt.immtrax.access.traffic.log;
