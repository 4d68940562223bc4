-- The report of a field note, for the functions of whoever wrote it and for nobody else; none for whom a rule closes the note.
create or replace function priv.of_own_note(note uuid) returns setof reports_report
language sql stable security definer set search_path = public, pg_temp as $$
    select r.* from visits_fieldnote join reports_report r on r.id = visits_fieldnote.report_id
    where visits_fieldnote.id = of_own_note.note and visits_fieldnote.by_id = priv.reader() and not ({never})
$$;
revoke all on function priv.of_own_note(uuid) from public;

-- What came of a field note since, for whoever wrote it, who reads no report: both sides of what was written later, how many
-- files are with it, and whether a later message told of danger now. Null for everybody else.
create or replace function priv.dialogue_of_note(note uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select priv.both_sides(r) || jsonb_build_object(
        'files', (select count(*) from reports_attachment a where a.report_id = r.id),
        'written', (select coalesce(jsonb_agg(m.told_at order by m.told_at), '[]') from reports_reportermessage m where m.report_id = r.id),
        'red', exists (select from reports_reportermessage m where m.report_id = r.id and m.level = 'red'))
    from priv.of_own_note(note) r
$$;
revoke all on function priv.dialogue_of_note(uuid) from public;
grant execute on function priv.dialogue_of_note(uuid) to sl_staff;

-- What its writer adds to a field note later. What was told first stays as it is.
create or replace function priv.add_to_note(note uuid, message uuid, sealed bytea, told jsonb, moment timestamptz)
returns table (report text, area uuid, found_level text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    r reports_report;
begin
    select rr.* into r from reports_report rr where rr.id = (select o.id from priv.of_own_note(note) o) for update;
    if r.id is not null then
        return query select * from priv.told_later(r, message, sealed, told, moment);
    end if;
end $$;
revoke all on function priv.add_to_note(uuid, uuid, bytea, jsonb, timestamptz) from public;
grant execute on function priv.add_to_note(uuid, uuid, bytea, jsonb, timestamptz) to sl_staff;

-- To which report files of a field note belong, at which desk, in whose name, and which are here already: keys that mean
-- nothing to anybody, for whoever wrote it.
create or replace function priv.report_of_note(note uuid) returns table (report uuid, desk uuid, partner uuid, held uuid[])
language sql stable security definer set search_path = public, pg_temp as $$
    select r.id, r.desk_id, r.partner_id, array(select a.id from reports_attachment a where a.report_id = r.id)
    from priv.of_own_note(note) r
$$;
revoke all on function priv.report_of_note(uuid) from public;
grant execute on function priv.report_of_note(uuid) to sl_staff;
