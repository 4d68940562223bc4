-- The receipt that stands at a code or next after it, and whether it is the one. A code that no report has makes as much
-- work as one that has: what is asked of its report is asked of the report beside it, and dropped. For the functions of
-- whoever holds a code, and for nobody else.
create or replace function priv.near_receipt(receipt text) returns table (report_id uuid, found boolean)
language sql stable set search_path = public, pg_temp as $$
    select near.report_id, near.found from (
        (select c.report_id, c.code = receipt, 1 from reports_receipt c where c.code >= receipt order by c.code limit 1)
        union all
        (select c.report_id, false, 2 from reports_receipt c order by c.code limit 1)
    ) near (report_id, found, nth) order by near.nth limit 1
$$;
revoke all on function priv.near_receipt(text) from public;

-- Where the report of a return code stands, for whoever holds the code; null when there is none. Nothing else leaves.
create or replace function priv.state_of_report(receipt text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    with near as materialized (
        select n.found, r.state from priv.near_receipt(receipt) n join reports_report r on r.id = n.report_id
    )
    select near.state from near where near.found
$$;
revoke all on function priv.state_of_report(text) from public;
grant execute on function priv.state_of_report(text) to sl_public, sl_staff;

-- What the public told, its receipt and its entry in the ledger, in one statement. It works with the caller's rights, so
-- the walls of each of the three hold. False when the report is here already: then nothing is stored or written.
create or replace function priv.store_report(report jsonb, receipt uuid, code text, entry jsonb) returns boolean
language plpgsql set search_path = public, pg_temp as $$
declare
    stored integer;
begin
    insert into reports_report select (jsonb_populate_record(null::reports_report, report)).* on conflict do nothing;
    get diagnostics stored = row_count;
    if stored = 1 then
        insert into reports_receipt (id, report_id, code) values (receipt, (report ->> 'id')::uuid, store_report.code);
        perform priv.note(entry);
    end if;
    return stored = 1;
end $$;
revoke all on function priv.store_report(jsonb, uuid, text, jsonb) from public;
grant execute on function priv.store_report(jsonb, uuid, text, jsonb) to sl_public;

-- Later answers of a report that was stored before its end, because somebody was in danger. The level stays; reasons
-- only grow; the desk may still change while nobody has taken it. A finished report takes no more.
-- Gives its desk when it took them: the sealed words that came before are then gone with their keys, since the reporter may have
-- written them anew to say less; the act puts the new ones in.
drop function if exists priv.tell_more(text, jsonb);
create or replace function priv.tell_more(receipt text, told jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    gone uuid[];
    found_one uuid;
    its_desk uuid;
begin
    update reports_report r set
        danger = t.danger, danger_kinds = t.danger_kinds, reporter_safe = t.reporter_safe, about = t.about,
        kinds = t.kinds, signs = t.signs, signs_seen = t.signs_seen, signs_told = t.signs_told, moving = t.moving,
        what = t.what, place = t.place, there_now = t.there_now, people = t.people, children = t.children,
        vulnerable = t.vulnerable, sector = t.sector, going_on = t.going_on, others_know = t.others_know,
        controllers_danger = t.controllers_danger, sharing = t.sharing, answers = t.answers,
        questions_version = t.questions_version, campaign = t.campaign, language = t.language, unfinished = t.unfinished,
        reasons = array(select distinct unnest(r.reasons || t.reasons)),
        desk_id = case when r.state = 'received' then t.desk_id else r.desk_id end,
        area_id = case when r.state = 'received' then t.area_id else r.area_id end
    from jsonb_populate_record(null::reports_report, told) t, reports_receipt c
    where c.code = receipt and r.id = c.report_id and r.unfinished
    returning r.id, r.desk_id into found_one, its_desk;
    gone := array(select p.id from reports_particulars p where p.report_id = found_one
        union all select c.id from reports_reportercontact c where c.report_id = found_one);
    delete from reports_particulars where id = any(gone);
    delete from reports_reportercontact where id = any(gone);
    delete from kit_datakey where id = any(gone);
    return its_desk;
end $$;
revoke all on function priv.tell_more(text, jsonb) from public;
grant execute on function priv.tell_more(text, jsonb) to sl_public;

-- What a call handler hears after the call was stored. Calls alone, by the call handlers of their desk, while it is open:
-- the words of the public and of partners are nobody's to change, so no role is granted these columns. The level only
-- rises; reasons only grow.
create or replace function priv.hear_more(report uuid, told jsonb) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    changed integer;
begin
    update reports_report r set
        danger = t.danger, danger_kinds = t.danger_kinds, reporter_safe = t.reporter_safe, about = t.about,
        kinds = t.kinds, signs = t.signs, signs_seen = t.signs_seen, signs_told = t.signs_told, moving = t.moving,
        what = t.what, place = t.place, there_now = t.there_now, people = t.people, children = t.children,
        vulnerable = t.vulnerable, sector = t.sector, going_on = t.going_on, others_know = t.others_know,
        controllers_danger = t.controllers_danger, sharing = t.sharing, answers = t.answers,
        questions_version = t.questions_version, area_id = coalesce(r.area_id, t.area_id), reasons = t.reasons,
        level = (array['red', 'amber', 'routine'])[least(
            array_position(array['red', 'amber', 'routine'], r.level::text),
            array_position(array['red', 'amber', 'routine'], t.level::text))]
    from jsonb_populate_record(null::reports_report, told) t
    where r.id = report and r.door = 'call' and r.state in ('received', 'taken')
      and r.desk_id = any(priv.agencies_as('call handler')) and array_remove(r.reasons, 'R11') <@ t.reasons;
    get diagnostics changed = row_count;
    return changed;
end $$;
revoke all on function priv.hear_more(uuid, jsonb) from public;
grant execute on function priv.hear_more(uuid, jsonb) to sl_staff;

-- The receipt of a report that a call handler wrote down, so that the caller can come back with a code too.
create or replace function priv.keep_receipt(receipt uuid, report uuid, code text) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into reports_receipt (id, report_id, code)
    select $1, r.id, $3 from reports_report r where r.id = $2 and r.door = 'call'
    on conflict do nothing
$$;
revoke all on function priv.keep_receipt(uuid, uuid, text) from public;
grant execute on function priv.keep_receipt(uuid, uuid, text) to sl_staff;

-- What a partner tells again under its own reference, in other words: by its own people or the call handlers of the desk,
-- while the report is open. What it told before is kept beside; the level only rises; reasons only grow.
create or replace function priv.tell_again(report uuid, told jsonb, before jsonb, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    kept reports_report;
begin
    update reports_report r set
        danger = t.danger, danger_kinds = t.danger_kinds, reporter_safe = t.reporter_safe, about = t.about,
        kinds = t.kinds, signs = t.signs, signs_seen = t.signs_seen, signs_told = t.signs_told, moving = t.moving,
        what = t.what, place = t.place, there_now = t.there_now, people = t.people, children = t.children,
        vulnerable = t.vulnerable, sector = t.sector, going_on = t.going_on, others_know = t.others_know,
        controllers_danger = t.controllers_danger, sharing = t.sharing, answers = t.answers,
        questions_version = t.questions_version, observed_on = t.observed_on, campaign = t.campaign,
        area_id = coalesce(t.area_id, r.area_id), reasons = t.reasons,
        level = (array['red', 'amber', 'routine'])[least(
            array_position(array['red', 'amber', 'routine'], r.level::text),
            array_position(array['red', 'amber', 'routine'], t.level::text))]
    from jsonb_populate_record(null::reports_report, told) t
    where r.id = report and r.partner_id is not null and r.state in ('received', 'taken')
      and (r.desk_id = any(priv.agencies_as('call handler')) or r.partner_id = any(priv.agencies_as('visiting partner')))
    returning r.* into kept;
    if kept.id is null then
        return 0;
    end if;
    insert into reports_earliertelling (id, report_id, desk_id, told, until)
        values (gen_random_uuid(), kept.id, kept.desk_id, before, moment);
    return 1;
end $$;
revoke all on function priv.tell_again(uuid, jsonb, jsonb, timestamptz) from public;
grant execute on function priv.tell_again(uuid, jsonb, jsonb, timestamptz) to sl_staff;

-- To which report a file belongs that comes with a return code, at which desk, and which files are here already: keys
-- that mean nothing to anybody, for whoever holds the code.
create or replace function priv.report_of_code(receipt text) returns table (report uuid, desk uuid, held uuid[])
language sql stable security definer set search_path = public, pg_temp as $$
    select r.id, r.desk_id, array(select a.id from reports_attachment a where a.report_id = r.id)
    from reports_receipt c join reports_report r on r.id = c.report_id where c.code = receipt
$$;
revoke all on function priv.report_of_code(text) from public;
grant execute on function priv.report_of_code(text) to sl_public;

-- What became of the wishes of a report, for whoever holds the code: which service, where it stands, and since which day.
-- Nothing else leaves.
drop function if exists priv.wishes_of(text);
create or replace function priv.wishes_of(receipt text) returns table (service text, state text, answered date)
language sql stable security definer set search_path = public, pg_temp as $$
    with near as materialized (
        select n.found, w.* from priv.near_receipt(receipt) n join reports_wish w on w.report_id = n.report_id
    )
    select near.service, near.state, (near.answered_at at time zone 'Europe/London')::date from near
    where near.found order by near.asked_at, near.service
$$;
revoke all on function priv.wishes_of(text) from public;
grant execute on function priv.wishes_of(text) to sl_public;

-- The level of a report becomes what a person said, by the call handlers of its desk. From danger now downwards only by
-- two: one asked, another agreed. No other way lowers a level.
create or replace function priv.set_level(change uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    changed integer;
begin
    update reports_report r set level = c."to", held = r.held and c."to" <> 'red' from reports_levelchange c
    where c.id = change and r.id = c.report_id and c.state = 'done' and r.level = c.was
      and r.desk_id = any(priv.agencies_as('call handler'))
      and (c.was <> 'red' or (c.answered_by_id = priv.reader() and c.answered_by_id <> c.asked_by_id));
    get diagnostics changed = row_count;
    return changed;
end $$;
revoke all on function priv.set_level(uuid) from public;
grant execute on function priv.set_level(uuid) to sl_staff;

-- One more minute in which nobody took a report of danger now: whom to call about which. Minutes are counted, not kept as
-- moments, so that nothing tells when an anonymous report came; the count ends with the last call.
create or replace function priv.ring_again(minutes integer[], roles text[], hour timestamptz) returns integer
language sql security definer set search_path = public, pg_temp as $$
    with late as (
        update reports_report r set rung = r.rung + 1 from agencies_agency a
        where a.id = r.desk_id and r.level = 'red' and r.state = 'received'
          and r.rung < (select max(m) from unnest(minutes) m)
        returning r.ref, r.rung, coalesce(r.area_id, a.area_id) as area
    ), called as (
        insert into kit_notice (id, duty, subject, sent_at)
        select gen_random_uuid(), w.role || '@' || late.area, late.ref, hour
        from late join unnest(minutes, roles) w (after, role) on w.after = late.rung
        where late.area is not null
        returning 1
    )
    select count(*)::integer from called
$$;
revoke all on function priv.ring_again(integer[], text[], timestamptz) from public;
grant execute on function priv.ring_again(integer[], text[], timestamptz) to sl_worker;

-- Reports that nobody took for longer than their level allows, danger now apart, which has minutes of its own: whoever is
-- above the desk is called about each, once. Nothing of what was told leaves; a notice carries a reference alone.
create or replace function priv.send_up(levels text[], minutes integer[], above text, hour timestamptz) returns integer
language sql security definer set search_path = public, pg_temp as $$
    with called as (
        insert into kit_notice (id, duty, subject, sent_at)
        select md5(r.id || ' overdue')::uuid, above || '@' || coalesce(r.area_id, a.area_id), r.ref, hour
        from reports_report r join agencies_agency a on a.id = r.desk_id
            join unnest(levels, minutes) l (level, after) on l.level = r.level
        where r.state = 'received' and not r.held and r.received_at < hour - make_interval(mins => l.after)
          and coalesce(r.area_id, a.area_id) is not null
        on conflict do nothing returning 1
    )
    select count(*)::integer from called
$$;
revoke all on function priv.send_up(text[], integer[], text, timestamptz) from public;
grant execute on function priv.send_up(text[], integer[], text, timestamptz) to sl_worker;

-- Both sides of what was written of a report, and until when more may be: for the functions of who may read it, and for
-- nobody else. What the reporter wrote is not given back: it is sealed for the desk.
create or replace function priv.both_sides(r reports_report) returns jsonb
language sql stable set search_path = public, pg_temp as $$
    select jsonb_build_object(
        'state', r.state,
        'said', (select coalesce(jsonb_agg(jsonb_build_object('text', s.text, 'asks', s.asks,
            'hour', date_trunc('hour', s.at)) order by s.at), '[]') from reports_deskmessage s where s.report_id = r.id),
        'written', (select coalesce(jsonb_agg(date_trunc('hour', m.told_at) order by m.told_at), '[]')
            from reports_reportermessage m where m.report_id = r.id),
        'until', (greatest(r.received_at, (select max(s.at) from reports_deskmessage s where s.report_id = r.id),
            (select max(m.told_at) from reports_reportermessage m where m.report_id = r.id)) + interval '180 days')::date)
$$;
revoke all on function priv.both_sides(reports_report) from public;

-- The same for whoever holds the code. Null when no report has it.
create or replace function priv.dialogue(receipt text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    with near as materialized (
        select n.found, priv.both_sides(r) as both_sides from priv.near_receipt(receipt) n join reports_report r on r.id = n.report_id
    )
    select near.both_sides from near where near.found
$$;
revoke all on function priv.dialogue(text) from public;
grant execute on function priv.dialogue(text) to sl_public;

-- A later message of whoever told a report, sealed before it came here; the same message twice is one. told: what was
-- answered with it, in codes. It is read together with all that was told before (reports/later.py); the level only rises;
-- reasons only grow. Gives what calls the desk, the reference and the area, and the level. For the functions of who may
-- write, which lock the report, and for nobody else.
create or replace function priv.told_later(r reports_report, message uuid, sealed bytea, told jsonb, moment timestamptz)
returns table (report text, area uuid, found_level text)
language plpgsql set search_path = public, pg_temp as $$
declare
    found_one record := priv.danger_of(r, told);
begin
    insert into reports_reportermessage (id, report_id, desk_id, text_sealed, level, reasons, answers, told_at)
        values (message, r.id, r.desk_id, sealed, found_one.level, found_one.reasons, told - 'texts', moment)
        on conflict (id) do nothing;
    if found then
        update reports_report rr set
            reasons = array(select distinct unnest(array_remove(rr.reasons, case when found_one.level <> 'routine' then 'R11' end)
                || array_remove(found_one.reasons, 'R11'))),
            held = rr.held and found_one.level <> 'red',
            rung = case when found_one.level = 'red' and rr.level <> 'red' then 0 else rr.rung end,
            level = (array['red', 'amber', 'routine'])[least(
                array_position(array['red', 'amber', 'routine'], rr.level::text),
                array_position(array['red', 'amber', 'routine'], found_one.level))]
        where rr.id = r.id;
    end if;
    return query select r.ref::text, coalesce(r.area_id, a.area_id), m.level::text
        from agencies_agency a, reports_reportermessage m where a.id = r.desk_id and m.id = message;
end $$;
revoke all on function priv.told_later(reports_report, uuid, bytea, jsonb, timestamptz) from public;

-- The same for whoever holds the code; nothing when no report has it, or its dialogue is over.
drop function if exists priv.write_back(text, uuid, bytea, text, text[], timestamptz);
create or replace function priv.write_back(receipt text, message uuid, sealed bytea, told jsonb, hour timestamptz)
returns table (report text, area uuid, found_level text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    r reports_report;
begin
    select rr.* into r from reports_receipt c join reports_report rr on rr.id = c.report_id
        where c.code = receipt and hour::date <= coalesce((priv.both_sides(rr)->>'until')::date, hour::date) for update of rr;
    if r.id is not null then
        return query select * from priv.told_later(r, message, sealed, told, hour);
    end if;
end $$;
revoke all on function priv.write_back(text, uuid, bytea, jsonb, timestamptz) from public;
grant execute on function priv.write_back(text, uuid, bytea, jsonb, timestamptz) to sl_public;

-- How many reports the public front sent in this while of ten minutes, with one more: over all of its processes. A bare
-- number that begins anew with each while: nothing of any sender, no moment of any report, in no backup and no journal; and
-- nobody waits for another, since a sequence is outside of transactions.
create unlogged sequence if not exists priv.sent_lately;
create or replace function priv.one_more_sent() returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    beginning bigint := floor(extract(epoch from clock_timestamp()) / 600) * 1000000;
begin
    if (select last_value from priv.sent_lately) < beginning and pg_try_advisory_xact_lock(hashtext('sent_lately'))
       and (select last_value from priv.sent_lately) < beginning then
        perform setval('priv.sent_lately', beginning);
    end if;
    return greatest(nextval('priv.sent_lately') - beginning, 1);
end $$;
revoke all on function priv.one_more_sent() from public;
grant execute on function priv.one_more_sent() to sl_public;

-- The words of a desk's report as its index holds them, made by a migration. It reads nothing: whoever writes a report makes
-- its words.
grant execute on function priv.words_of_desk(uuid, text) to sl_staff, sl_public, sl_worker;
