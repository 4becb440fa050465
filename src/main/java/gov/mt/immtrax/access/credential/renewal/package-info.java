/** The help desk's answer to somebody who needs a new temporary password: its form, its rules. */
package gov.mt.immtrax.access.credential.renewal;
