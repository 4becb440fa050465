package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** The same on the database of production. */
@Import(OnPostgres.class)
class WhatFollowsPostgresIT extends WhatFollowsTests {}
