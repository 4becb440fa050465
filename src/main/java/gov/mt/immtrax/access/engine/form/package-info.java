/** What the engine does with a form: checks it on each submission, and keeps no more of it than the process needs. */
package gov.mt.immtrax.access.engine.form;
