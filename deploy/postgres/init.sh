#!/bin/bash
# A database and a role for each service and for the gateway's clients; no role may open another's.
set -euo pipefail
psql=(psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres)
for name in registry tendering ratings grants transparency gateway; do
  variable="${name^^}_DATABASE_PASSWORD"
  "${psql[@]}" -v name="$name" -v secret="${!variable:?set $variable}" <<'SQL'
create role :"name" login nosuperuser nocreatedb nocreaterole nobypassrls password :'secret';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
done
# Who signs credentials, and who brings both logins' tables up to date; `migrate` gives each its own.
"${psql[@]}" -v issuer="${ISSUER_DATABASE_PASSWORD:?set ISSUER_DATABASE_PASSWORD}" \
  -v migrator="${RATINGS_MIGRATOR_DATABASE_PASSWORD:?set RATINGS_MIGRATOR_DATABASE_PASSWORD}" <<'SQL'
create role issuer login nosuperuser nocreatedb nocreaterole nobypassrls password :'issuer';
create role ratings_migrator login nosuperuser nocreatedb nocreaterole nobypassrls password :'migrator';
grant ratings, issuer to ratings_migrator;
grant connect on database ratings to issuer;
SQL
"${psql[@]}" -c 'revoke connect on database postgres from public'
# An administrator who is no superuser is only warned where it may not revoke: then this fails.
"${psql[@]}" <<'SQL'
do $$ begin
  if exists (select from pg_database where datname in ('registry', 'tendering', 'ratings', 'grants', 'transparency', 'gateway')
             and has_database_privilege('public', oid, 'connect')) then
    raise exception 'everybody may open these databases: begin again as their owner, see deploy/README.md';
  end if;
end $$
SQL
