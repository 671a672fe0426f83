#!/bin/sh
# Runs once, when the image makes its first, empty database: the login with which web and worker work. It owns nothing and is a member of the
# application's role alone; what that role may do stands in drizzle/0004_database_roles.sql and after. Migrations run as POSTGRES_USER.
set -eu
psql --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=password="$APPLICATION_PASSWORD" <<'SQL'
create role dwangsom_application nologin;
create role dwangsom_web login in role dwangsom_application password :'password';
SQL
