-- A part of a valid signed context - 1 person, 2 expiry, 3 confirmed until - else null. Nothing else of it is looked at
-- before its signature holds, so whatever is no context is nobody and never an error. One that would last for more than an
-- hour was signed by a clock that differs from ours, or ours was put back: nobody's. Asked for every fact: each microsecond
-- counts.
create or replace function priv.context(part integer) returns text
language plpgsql stable security definer set search_path = priv, pg_temp as $$
declare
    context text := current_setting('app.context', true);
    message text := left(context, -65);
    k priv.context_key;
begin
    select * into k from priv.context_key;
    if right(context, 65) = '.' || encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))), 'hex') then
        if split_part(message, '.', 2)::bigint - extract(epoch from now()) between 0 and 3600 then
            return split_part(message, '.', part);
        end if;
    end if;
    return null;
end $$;
revoke all on function priv.context(integer) from public;
grant execute on function priv.context(integer) to sl_staff, sl_public, sl_worker, sl_auditor, sl_counter, sl_sealer, sl_door;

-- Who reads: the person of the context, else null. No function of the owner, so that it is written into what asks.
create or replace function priv.reader() returns uuid language sql stable as $$ select priv.context(1)::pg_catalog.uuid $$;
revoke all on function priv.reader() from public;
grant execute on function priv.reader() to sl_staff, sl_public, sl_worker, sl_auditor, sl_counter, sl_sealer, sl_door;
drop function if exists priv.context();

-- One row of history, always by the reader themself.
create or replace function priv.step_taken(kind text, record uuid, verb text, before text, after text, at timestamptz, why text)
returns void language sql security definer set search_path = public, pg_temp as $$
    insert into kit_step (id, kind, record, verb, before, after, by_id, at, why)
    values (gen_random_uuid(), $1, $2, $3, $4, $5, priv.reader(), $6, $7)
$$;
revoke all on function priv.step_taken(text, uuid, text, text, text, timestamptz, text) from public;
grant execute on function priv.step_taken(text, uuid, text, text, text, timestamptz, text) to sl_staff, sl_worker;

-- The agency for which a reader seals: their own; null for whoever is not known, and for the owner.
create or replace function priv.own_agency() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select agency_id from agencies_person where id = priv.reader()
$$;
revoke all on function priv.own_agency() from public;
grant execute on function priv.own_agency() to sl_staff;

-- The wrapped keys of rows that somebody has read. A wrapped key opens nothing without the sealing key, which no
-- database holds, and nothing that the walls have not let through. Only for a known reader, and for the owner. One that is guarded
-- is withheld, as null, from a reader who has not confirmed lately that it is them.
create or replace function priv.wrapped_keys(wanted uuid[]) returns table (subject uuid, agency uuid, wrapped bytea)
language sql stable security definer set search_path = public, pg_temp as $$
    select k.id, k.agency,
        case when not k.guarded or priv.context(3)::bigint > extract(epoch from now()) or current_setting('role') = 'sl_owner'
            or k.guarded is null then k.wrapped end
    from kit_datakey k
    where k.id = any(wanted) and (priv.reader() is not null or current_setting('role') = 'sl_owner')
$$;
revoke all on function priv.wrapped_keys(uuid[]) from public;
grant execute on function priv.wrapped_keys(uuid[]) to sl_staff;

-- Keep a new data key, or learn of the one that somebody kept a moment earlier.
drop function if exists priv.keep_key(uuid, uuid, bytea);
create or replace function priv.keep_key(subject uuid, agency uuid, wrapped bytea, guarded boolean)
returns table (holder uuid, stands bytea)
language plpgsql security definer set search_path = public, pg_temp as $$ begin
    insert into kit_datakey (id, agency, version, wrapped, guarded) values ($1, $2, get_byte($3, 0), $3, $4)
        on conflict (id) do nothing;
    return query select k.agency, k.wrapped from kit_datakey k where k.id = $1;
end $$;
revoke all on function priv.keep_key(uuid, uuid, bytea, boolean) from public;
grant execute on function priv.keep_key(uuid, uuid, bytea, boolean) to sl_staff;

-- The public front puts a key in and learns nothing; one that is there already stays as it is, and the act fails.
create or replace function priv.put_key_in(subject uuid, wrapped bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into kit_datakey (id, version, wrapped) values ($1, get_byte($2, 0), $2)
$$;
revoke all on function priv.put_key_in(uuid, bytea) from public;
grant execute on function priv.put_key_in(uuid, bytea) to sl_public;

-- By which versions of the sealing key there are data keys: a front compares before it serves.
create or replace function priv.sealing_keys() returns table (version smallint, mark bytea, retired boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    select version, mark, retired_on is not null from kit_sealingkey order by version
$$;
revoke all on function priv.sealing_keys() from public;
grant execute on function priv.sealing_keys() to sl_staff;

-- The signed context of a person, for functions of the owner that ask what is true of somebody else. Nobody may call it.
create or replace function priv.context_of(person uuid) returns text
language plpgsql stable security definer set search_path = priv, pg_temp as $$
declare
    k priv.context_key;
    expiry bigint := extract(epoch from now())::bigint + 60;
    message text := person || '.' || expiry || '.' || expiry;  -- asked as of somebody who has just confirmed
begin
    select * into strict k from priv.context_key;
    return message || '.' || encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))), 'hex');
end $$;
revoke all on function priv.context_of(uuid) from public;

-- Whether this reader sent the same form before, and where it led: null the first time, which is marked. A second send
-- waits here until the first is through. A session ends after 12 hours and its forms with it, so older marks are let go.
create or replace function priv.sent_before(form bytea) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from kit_sent where person = priv.reader() and at < now() - interval '12 hours';
    insert into kit_sent (person, form, at) values (priv.reader(), sent_before.form, now()) on conflict do nothing;
    if found then
        return null;
    end if;
    return (select s.answer from kit_sent s where s.person = priv.reader() and s.form = sent_before.form);
end $$;
revoke all on function priv.sent_before(bytea) from public;
grant execute on function priv.sent_before(bytea) to sl_staff;

-- Where a form led; nowhere yet, and its mark is taken back.
create or replace function priv.sent(form bytea, answer text) returns void
language sql security definer set search_path = public, pg_temp as $$
    delete from kit_sent s where s.person = priv.reader() and s.form = $1 and $2 = '';
    update kit_sent s set answer = $2 where s.person = priv.reader() and s.form = $1;
$$;
revoke all on function priv.sent(bytea, text) from public;
grant execute on function priv.sent(bytea, text) to sl_staff;
