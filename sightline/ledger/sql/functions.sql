-- The single way into the ledger. The actor is whoever the signed context says; time, agency and roles are looked up
-- here, never taken from the caller. An anonymous reporter leaves the day and nothing else.
create or replace function priv.note(given jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    entry ledger_entry;
begin
    entry.id := gen_random_uuid();
    entry.xid := pg_current_xact_id();
    entry.actor := priv.reader();
    entry.at := case when current_setting('role') = 'sl_public' then date_trunc('day', now()) else clock_timestamp() end;
    select agency_id into entry.agency from agencies_person where id = entry.actor;
    select coalesce(array_agg(distinct role order by role), '{}') into entry.roles from agencies_grant
        where person_id = entry.actor and since <= now() and (until is null or until > now());
    entry.device := coalesce(given ->> 'device', '');
    entry.act := given ->> 'act';
    entry.verb := coalesce(given ->> 'verb', '');
    entry.kind := coalesce(given ->> 'kind', '');
    entry.record := (given ->> 'record')::uuid;
    entry.subject := coalesce(given ->> 'subject', '');
    entry.fields := coalesce(array(select jsonb_array_elements_text(given -> 'fields')), '{}');
    entry.reason := coalesce(given ->> 'reason', '');
    entry.purpose := coalesce(given ->> 'purpose', '');
    entry.rule := coalesce(given ->> 'rule', '');
    entry.outcome := coalesce(given ->> 'outcome', 'done');
    entry.recipient := coalesce(given ->> 'recipient', '');
    entry.basis := coalesce(given ->> 'basis', '');
    entry.consent := (given ->> 'consent')::uuid;
    entry.asked := coalesce(given ->> 'asked', '');
    entry.found := (given ->> 'found')::integer;
    entry.request := (given ->> 'request')::uuid;
    select id into entry.prior from ledger_entry where record = entry.record order by at desc limit 1;
    entry.leaf := sha256('\x00'::bytea || convert_to((to_jsonb(entry) - 'leaf')::text, 'UTF8'));
    insert into ledger_entry select entry.*;
    return entry.id;
end $$;
revoke all on function priv.note(jsonb) from public;
grant execute on function priv.note(jsonb) to sl_staff, sl_public, sl_worker;

-- The entries whose mark is not that of what they say: somebody rewrote them past every guard.
create or replace function priv.entries_that_differ() returns setof uuid
language sql stable security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
    select id from ledger_entry e
    where leaf is distinct from sha256('\x00'::bytea || convert_to((to_jsonb(e) - 'leaf')::text, 'UTF8'))
$$;
revoke all on function priv.entries_that_differ() from public;
grant execute on function priv.entries_that_differ() to sl_auditor;
