-- Who may take it over: colleagues of every role in which it is held, who have no conflict with it themselves.
create or replace function priv.takers_in_conflict(conflict uuid) returns table (person uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select p.id from agencies_person p
    where p.id is distinct from priv.reader()
      and exists (select from priv.held_in_conflict(conflict))
      and not exists (select from priv.held_in_conflict(conflict) h where p.id <> all (priv.fellows(coalesce({its_role}, h.part))))
      and not exists (select from priv.held_in_conflict(conflict) k left join safeguarding_case c on c.id = k.record
        join sharing_conflict s on s.record in (k.record, c.encounter_id)
        where s.person_id = p.id and s.state = 'standing')
$$;
revoke all on function priv.takers_in_conflict(uuid) from public;
grant execute on function priv.takers_in_conflict(uuid) to sl_staff;

-- Hand over all of it, and nothing else: the taker holds or leads it from then on, and the reader no more.
create or replace function priv.hand_over_in_conflict(conflict uuid, taker uuid, at timestamptz)
returns table (kind text, record uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    mine record;
begin
    if not exists (select from priv.takers_in_conflict(conflict) t where t.person = taker) then
        raise insufficient_privilege using message = 'a colleague of the same role takes over';
    end if;
    for mine in select * from priv.held_in_conflict(conflict) loop
        if mine.kind = 'safeguarding.Case' then
            insert into safeguarding_holding (id, case_id, opened_by_id, area_id, person_id, part, first, since)
                select gen_random_uuid(), h.case_id, h.opened_by_id, h.area_id, taker, h.part, false, at
                from safeguarding_holding h where h.id = mine.held
                on conflict do nothing;
            update safeguarding_holding set ended_at = at where id = mine.held;
        else
            update justice_investigation set lead_id = taker where id = mine.held;
            insert into justice_investigator (id, investigation_id, lead_id, person_id, since)
                values (gen_random_uuid(), mine.held, taker, taker, at) on conflict do nothing;
            update justice_investigator set until = at
                where investigation_id = mine.held and person_id = priv.reader() and until is null;
        end if;
        kind := mine.kind;
        record := mine.record;
        return next;
    end loop;
end $$;
revoke all on function priv.hand_over_in_conflict(uuid, uuid, timestamptz) from public;
grant execute on function priv.hand_over_in_conflict(uuid, uuid, timestamptz) to sl_staff;
