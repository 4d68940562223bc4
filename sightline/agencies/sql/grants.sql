-- Needed before the person is known, so granted to the staff front's login by name; see TABLES_WITHOUT_WALLS.
grant usage on schema public to sl_staff_login, sl_door;
grant usage on schema priv to sl_door;
grant select, insert, update, delete on agencies_session, agencies_tries to sl_staff_login;
grant select, update (password, last_login) on agencies_account to sl_staff_login;
