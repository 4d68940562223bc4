-- The day on which agreements hold: the real one, whatever day a story stands at. A test moves it.
create or replace function priv.today() returns date language sql stable set search_path = pg_catalog, pg_temp as $$
    select (now() at time zone 'Europe/London')::date
$$;
revoke all on function priv.today() from public;

-- For each agency the reader acts for: the agencies whose records of that kind it may read, and the area such an agency
-- keeps. Itself always; another while an agreement to which both are parties covers the kind. For facts alone.
create or replace function priv.partners(wanted text) returns table (agency uuid, partner uuid, area uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    with reader as materialized (
        select priv.reader() as id
    ), mine as (
        select agency_id as id from agencies_person where id = (select id from reader)
        union
        select agency_id from agencies_grant where person_id = (select id from reader) and since <= now() and (until is null or until > now())
    ), known as (
        select id as agency, id as partner from mine
        union
        select p.agency_id, q.agency_id from mine
        join sharing_party p on p.agency_id = mine.id
        join sharing_agreement g on g.id = p.agreement_id and wanted = any(g.kinds)
            and g.state = 'in-force' and priv.today() between g.starts_on and g.ends_on
        join sharing_party q on q.agreement_id = g.id
    )
    select k.agency, k.partner, case when a.kind in ('police force', 'police service') then a.area_id end
    from known k join agencies_agency a on a.id = k.partner
$$;
revoke all on function priv.partners(text) from public;

-- What the reader still holds of what their conflict of interest is with: people in care, and investigations they lead.
-- part: that in which they hold it, as the holding says.
drop function if exists priv.held_in_conflict(uuid);
create or replace function priv.held_in_conflict(conflict uuid) returns table (kind text, record uuid, held uuid, part text)
language sql stable security definer set search_path = public, pg_temp as $$
    select 'safeguarding.Case', h.case_id, h.id, h.part
    from sharing_conflict s join safeguarding_case c on s.record in (c.id, c.encounter_id)
    join safeguarding_holding h on h.case_id = c.id and h.person_id = s.person_id and h.ended_at is null
    where s.id = conflict and s.person_id = priv.reader() and s.state = 'standing'
    union all
    select 'justice.Investigation', i.id, i.id, 'investigator'
    from sharing_conflict s join justice_investigation i on i.id = s.record and i.lead_id = s.person_id
    where s.id = conflict and s.person_id = priv.reader() and s.state = 'standing' and i.state <> 'closed'
$$;
revoke all on function priv.held_in_conflict(uuid) from public;
