-- Use an invitation up: both halves of its code, held by the two people who gave them, within its time. All that the
-- person signed in with before ends, and their sessions; who is new gets an account by a name that is nobody's. Whom it
-- lets in, or null and nothing happened. The only way to an account.
create or replace function priv.use_invitation(given_name text, first_mark bytea, second_mark bytea) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    found_one agencies_invitation;
    known text;
begin
    select i.* into found_one from agencies_invitation i
        join agencies_half f on f.invitation_id = i.id and not f.second and f.held_by_id is not distinct from i.started_by_id
        join agencies_half s on s.invitation_id = i.id and s.second and s.held_by_id is not distinct from i.vouched_by_id
        where i.state = 'vouched' and i.lapses_at > now() and f.mark = first_mark and s.mark = second_mark
        for update of i;
    if found_one.id is null or given_name = '' then
        return null;
    end if;
    select name into known from agencies_account where id = found_one.person_id;
    if known is distinct from given_name and (known is not null
        or exists (select from agencies_account where name = given_name)) then
        return null;
    end if;
    update agencies_invitation set state = 'used' where id = found_one.id;
    insert into kit_step (id, kind, record, verb, before, after, by_id, at, why)
        values (gen_random_uuid(), 'agencies_invitation', found_one.id, 'use', 'vouched', 'used', found_one.person_id, clock_timestamp(), '');
    update agencies_passkey set ended_at = now() where person_id = found_one.person_id and ended_at is null;
    update agencies_codegenerator set ended_at = now() where person_id = found_one.person_id and ended_at is null;
    delete from agencies_session where account = found_one.person_id;
    insert into agencies_account (id, name, password, is_active) values (found_one.person_id, given_name, '!', true)
        on conflict (id) do update set password = '!', is_active = true;
    return found_one.person_id;
end $$;
revoke all on function priv.use_invitation(text, bytea, bytea) from public;
grant execute on function priv.use_invitation(text, bytea, bytea) to sl_door;

-- The reader's own sessions, the newest first; their marks and contents stay closed.
create or replace function priv.own_sessions() returns table (id uuid, began_at timestamptz, seen_at timestamptz, way text, mark text)
language sql stable security definer set search_path = public, pg_temp as $$
    select id, began_at, seen_at, way, session_key from agencies_session
    where account = priv.reader() and expire_date > now() order by seen_at desc
$$;
revoke all on function priv.own_sessions() from public;
grant execute on function priv.own_sessions() to sl_staff;

-- End sessions of the reader: the one of that id, or with null all but the one with that mark; how many.
create or replace function priv.end_own_sessions(wanted uuid, but_mark text) returns bigint
language sql security definer set search_path = public, pg_temp as $$
    with ended as (delete from agencies_session
        where account = priv.reader() and (id = wanted or (wanted is null and session_key <> but_mark)) returning 1)
    select count(*) from ended
$$;
revoke all on function priv.end_own_sessions(uuid, text) from public;
grant execute on function priv.end_own_sessions(uuid, text) to sl_staff;

-- End every session of a colleague, for an administrator of their agency who has confirmed; never one's own this way; how many.
create or replace function priv.end_sessions_of(whom uuid) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    ended bigint;
begin
    delete from agencies_session s using agencies_person p
        where s.account = whom and p.id = whom and whom <> priv.reader() and priv.confirmed_lately()
        and p.agency_id = any(priv.agencies_as('administrator'));
    get diagnostics ended = row_count;
    return ended;
end $$;
revoke all on function priv.end_sessions_of(uuid) from public;
grant execute on function priv.end_sessions_of(uuid) to sl_staff;

-- The agencies that have a sign-in of their own, for the sign-in page: their sealed secret opens with a key that is not here.
create or replace function priv.sign_ins_elsewhere()
returns table (agency uuid, code text, name text, issuer text, client text, sealed bytea, asks_twice boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.code, a.name, p.issuer, p.client, p.sealed, p.asks_twice
    from agencies_provider p join agencies_agency a on a.id = p.agency_id order by a.name
$$;
revoke all on function priv.sign_ins_elsewhere() from public;
grant execute on function priv.sign_ins_elsewhere() to sl_door;

-- Whom an agency's own sign-in means by that name: only one of its people, named by two, whose account stands.
create or replace function priv.known_elsewhere(at_agency uuid, by_name text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select i.person_id from agencies_identity i join agencies_account c on c.id = i.person_id and c.is_active
    where i.agency_id = at_agency and i.subject = by_name and i.state = 'standing'
$$;
revoke all on function priv.known_elsewhere(uuid, text) from public;
grant execute on function priv.known_elsewhere(uuid, text) to sl_door;

-- As which member of staff, who is no person, a token comes in while it stands: for the door, before anybody is known.
create or replace function priv.program_of(given bytea) returns table (program uuid, token text)
language sql stable security definer set search_path = public, pg_temp as $$
    select person_id, ref from agencies_token where mark = given and ended_at is null
$$;
revoke all on function priv.program_of(bytea) from public;
grant execute on function priv.program_of(bytea) to sl_door;
