-- A keyed mark of some words, to be compared and never read: small letters, figures and signs left out.
create or replace function priv.mark_of(words text) returns bytea
language sql stable security definer set search_path = public, pg_temp as $$
    select sha256(k.outer_pad || sha256(k.inner_pad || convert_to('mark:'
        || btrim(regexp_replace(regexp_replace(lower(words), '[^[:alpha:]]+', ' ', 'g'), ' +', ' ', 'g')), 'UTF8')))
    from priv.context_key k
$$;
revoke all on function priv.mark_of(text) from public;
grant execute on function priv.mark_of(text) to sl_staff;

-- For auditors: how often somebody opened a record of their own street, or of a person of their own name. Only counts leave.
create or replace function priv.own_looks(since timestamptz, until timestamptz)
returns table (actor uuid, signal text, times integer)
language sql stable security definer set search_path = public, pg_temp as $$
    with declared as (
        select distinct on (person_id) person_id, surname_mark, street_mark from trust_declaration
        order by person_id, declared_at desc
    ), looked as (
        select e.actor, e.kind, e.record, d.surname_mark, d.street_mark
        from ledger_entry e join declared d on d.person_id = e.actor
        where e.at >= since and e.at < until and e.act = 'consult' and e.verb = 'open' and priv.audits()
    )
    select l.actor, 'own-street', count(*)::integer from looked l
    left join places_premises p on l.kind = 'places.Premises' and p.id = l.record
    left join visits_visit v on l.kind = 'visits.Visit' and v.id = l.record
    left join operations_tasking t on l.kind = 'operations.Tasking' and t.id = l.record
    where l.street_mark in (priv.mark_of(p.street), priv.mark_of(split_part(v.address, ',', 1)), priv.mark_of(split_part(t.address, ',', 1)))
    group by l.actor
    union all
    select l.actor, 'own-name', count(*)::integer from looked l
    left join justice_suspect s on l.kind = 'justice.Suspect' and s.id = l.record
    left join justice_custody c on l.kind = 'justice.Custody' and c.id = l.record
    where l.surname_mark in (priv.mark_of(regexp_replace(s.name, '^.*\s', '')), priv.mark_of(regexp_replace(c.known_as, '^.*\s', '')))
    group by l.actor
$$;
revoke all on function priv.own_looks(timestamptz, timestamptz) from public;
grant execute on function priv.own_looks(timestamptz, timestamptz) to sl_staff;

-- Whoever opens a decoy rings the auditors, whichever way it was opened: by a notice with the decoy's own reference.
create or replace function priv.ring() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    hit trust_decoy;
begin
    select * into hit from trust_decoy where record = new.record;
    if found and not priv.audits() then
        insert into kit_notice (id, duty, subject, sent_at) values (gen_random_uuid(), hit.duty, hit.ref, now());
    end if;
    return new;
end $$;
revoke all on function priv.ring() from public;
drop trigger if exists rings on ledger_entry;
create trigger rings after insert on ledger_entry for each row when (new.record is not null and new.act = 'consult')
    execute function priv.ring();

-- Who saw what somebody owns, since a moment: for the weekly note, which the owner of the database writes.
create or replace function priv.seen_of_owners(since timestamptz, until timestamptz)
returns table (owner uuid, ref text, who uuid, agency uuid, roles text[], times integer)
language sql stable security definer set search_path = public, pg_temp as $$
    with owned (owner, record, ref) as (
        select h.person_id, c.id, c.ref from safeguarding_holding h join safeguarding_case c on c.id = h.case_id where h.ended_at is null
        union select commander_id, id, ref from operations_operation
        union select lead_id, id, ref from justice_investigation
        union select graded_by_id, id, ref from intelligence_item
    )
    select o.owner, o.ref, e.actor, e.agency, e.roles, count(*)::integer
    from owned o join ledger_entry e on e.record = o.record
    where e.at >= since and e.at < until and e.act = 'consult' and e.actor is distinct from o.owner
    group by 1, 2, 3, 4, 5 order by 1, 2, 3
$$;
revoke all on function priv.seen_of_owners(timestamptz, timestamptz) from public;

-- Write the weekly note of the week from that Monday to every owner who has none yet; how many. It goes to the owners
-- alone: whoever has it written reads nothing of it.
create or replace function priv.write_weekly_notes(monday date) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    since timestamptz := monday::timestamp at time zone 'Europe/London';
    until timestamptz := (monday + 7)::timestamp at time zone 'Europe/London';
    written integer;
begin
    insert into trust_weeklynote (id, person_id, week, lines)
    select gen_random_uuid(), s.owner, monday, jsonb_agg(jsonb_build_object('ref', s.ref, 'who', coalesce(p.name, ''),
            'agency', coalesce(a.name, ''), 'roles', s.roles, 'times', s.times) order by s.ref, p.name)
        from priv.seen_of_owners(since, until) s
        left join agencies_person p on p.id = s.who left join agencies_agency a on a.id = s.agency
        where s.owner is not null group by s.owner
    on conflict (person_id, week) do nothing;
    get diagnostics written = row_count;
    return written;
end $$;
revoke all on function priv.write_weekly_notes(date) from public;
grant execute on function priv.write_weekly_notes(date) to sl_worker;
