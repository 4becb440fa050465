#!/bin/bash
# Runs once, when the database is new. Creates the roles of the service and sets their passwords.
set -euo pipefail

sql() {
  psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname="$POSTGRES_DB" "$@"
}

sql --file=/opt/immtrax-access/roles.sql
sql <<SQL
alter role immtrax_owner password '$(</run/secrets/owner-password)';
alter role immtrax password '$(</run/secrets/app-password)';
SQL
