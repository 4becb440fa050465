/**
 * The rules of the house that no single room can hold: borders, models, migrations, messages and what the documents
 * say.
 */
package gov.mt.immtrax.access.house;
