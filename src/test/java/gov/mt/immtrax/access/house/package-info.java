/** The rules of the house that no single room can hold: borders, models, migrations, messages and what README says. */
package gov.mt.immtrax.access.house;
