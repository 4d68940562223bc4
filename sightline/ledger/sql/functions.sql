-- The single way into the ledger. The actor is whoever the signed context says; time, agency and roles are looked up
-- here, never taken from the caller. An anonymous reporter leaves that a report was stored, the day, and nothing else:
-- no transaction's number either, since its neighbours' times would tell the minute.
create or replace function priv.note(given jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    entry ledger_entry;
    sight record;
begin
    if current_setting('role') = 'sl_public' then
        given := jsonb_build_object('act', 'collect', 'verb', 'receive', 'kind', given -> 'kind', 'record', given -> 'record');
        entry.clock := 'day';
        entry.at := date_trunc('day', now());
    else
        entry.clock := 'database';
        entry.at := clock_timestamp();
        entry.xid := pg_current_xact_id();
        entry.actor := priv.reader();
    end if;
    entry.id := gen_random_uuid();
    entry.form := 2;
    select agency_id into entry.agency from agencies_person where id = entry.actor;
    select coalesce(array_agg(distinct role order by role), '{}') into entry.roles from agencies_grant
        where person_id = entry.actor and since <= now() and (until is null or until > now());
    if current_setting('role') = 'sl_worker' then
        entry.acting_for := entry.actor;
    end if;
    entry.device := coalesce(given ->> 'device', '');
    entry.act := given ->> 'act';
    entry.verb := coalesce(given ->> 'verb', '');
    entry.kind := coalesce(given ->> 'kind', '');
    entry.record := (given ->> 'record')::uuid;
    entry.subject := coalesce(given ->> 'subject', '');
    entry.fields := coalesce(array(select jsonb_array_elements_text(given -> 'fields')), '{}');
    entry.changed := priv.changes(entry.record, given -> 'was', given -> 'now');
    entry.reason := coalesce(given ->> 'reason', '');
    entry.code := given ->> 'code';
    entry.purpose := coalesce(given ->> 'purpose', '');
    entry.rule := coalesce(given ->> 'rule', '');
    entry.outcome := coalesce(given ->> 'outcome', 'done');
    entry.recipient := coalesce(given ->> 'recipient', '');
    entry.recipient_person := (given ->> 'recipient_person')::uuid;
    entry.recipient_agency := (given ->> 'recipient_agency')::uuid;
    entry.country := given ->> 'country';
    entry.basis := coalesce(given ->> 'basis', '');
    entry.consent := (given ->> 'consent')::uuid;
    entry.asked := coalesce(given ->> 'asked', '');
    entry.fingerprint := given ->> 'fingerprint';
    entry.found := (given ->> 'found')::integer;
    entry.request := (given ->> 'request')::uuid;
    if entry.act in ('consult', 'disclose') and entry.basis = '' and current_setting('role') = 'sl_staff' then -- by which approved sight somebody looks
        for sight in select s.ref, s.code from priv.sight_of(entry.kind, entry.record) s loop
            entry.basis := sight.ref;
            entry.code := sight.code;
        end loop;
    end if;
    select id into entry.prior from ledger_entry where record = entry.record order by at desc limit 1;
    entry.leaf := sha256('\x00'::bytea || convert_to(priv.as_written(entry), 'UTF8'));
    insert into ledger_entry select entry.*;
    return entry.id;
end $$;
revoke all on function priv.note(jsonb) from public;
grant execute on function priv.note(jsonb) to sl_staff, sl_public, sl_worker, sl_auditor;

-- The marks of each changed field's old and new value, salted with a secret of the record: whoever has a value can show
-- that it is meant, nobody can work it out, and once the salt is destroyed nobody ever can.
create or replace function priv.changes(record uuid, was jsonb, now jsonb) returns jsonb
language plpgsql set search_path = public, pg_temp as $$
declare
    found jsonb;
    secret bytea;
begin
    if record is null or was is null or was = '{}' then
        return null;
    end if;
    insert into ledger_salt values ($1, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) on conflict do nothing;
    select salt into secret from ledger_salt s where s.record = $1;
    select jsonb_object_agg(key, jsonb_build_array(priv.mark(secret, key, value), priv.mark(secret, key, now ->> key)))
        into found from jsonb_each_text(was);
    return found;
end $$;
revoke all on function priv.changes(uuid, jsonb, jsonb) from public;

create or replace function priv.mark(salt bytea, field text, value text) returns text language sql immutable as $$
    select left(encode(sha256(salt || convert_to(field || '=' || coalesce(value, ''), 'UTF8')), 'hex'), 32)
$$;
revoke all on function priv.mark(bytea, text, text) from public;

grant execute on function priv.as_written(ledger_entry) to sl_staff, sl_auditor;

-- What the sealer may know of entries: the mark of each that no seal holds yet, in the order in which to seal them, and
-- from which transaction on it has to look the next time. A transaction that stays open holds nothing back. What an
-- anonymous reporter left is sealed when the day is over, so that its place tells no hour.
create or replace function priv.entries_to_seal(most integer) returns table (entry uuid, leaf bytea, horizon xid8)
language plpgsql stable security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    since xid8 := coalesce((select s.horizon from ledger_seal s order by number desc limit 1), '0');
    day timestamptz := coalesce((select s.at from ledger_seal s order by number desc limit 1), '-infinity') - interval '3 days';
begin
    if since > pg_snapshot_xmax(pg_current_snapshot()) then
        since := '0'; -- restored into a server that counts its transactions anew
    end if;
    return query
        select e.id, e.leaf, least(pg_snapshot_xmin(pg_current_snapshot()), max(e.xid) over ())
        from (select u.id, u.leaf, u.xid, u.at from ledger_entry u where
                (u.xid >= since or (u.xid is null and u.at >= day and u.at + interval '1 day 10 minutes' <= now()))
                and not exists (select from ledger_sealed s where s.id = u.id)
              order by u.xid nulls first, u.at, u.id limit most) e
        order by e.xid nulls first, e.at, e.id;
end $$;
revoke all on function priv.entries_to_seal(integer) from public;
grant execute on function priv.entries_to_seal(integer) to sl_sealer;

-- Since when an entry has waited for its seal; null when none does.
create or replace function priv.unsealed_since() returns timestamptz
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select min(u.at) from ledger_entry u
        where u.xid >= coalesce((select s.horizon from ledger_seal s order by number desc limit 1), '0')
        and not exists (select from ledger_sealed s where s.id = u.id));
end $$;
revoke all on function priv.unsealed_since() from public;
grant execute on function priv.unsealed_since() to sl_sealer, sl_staff, sl_auditor, sl_worker;

-- Tells the auditors on duty that the ledger needs them; once, until somebody answers.
create or replace function priv.alarm_auditors(moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into kit_notice (id, duty, subject, sent_at)
    select gen_random_uuid(), duty, 'ledger', moment
    from (select distinct 'auditor@' || area_id as duty from agencies_grant
          where role = 'auditor' and area_id is not null and since <= now() and (until is null or until > now())) d
    where not exists (select from kit_notice n where n.duty = d.duty and n.subject = 'ledger' and n.answered_at is null);
end $$;
revoke all on function priv.alarm_auditors(timestamptz) from public;
grant execute on function priv.alarm_auditors(timestamptz) to sl_sealer, sl_auditor, sl_worker;
