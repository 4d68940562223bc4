-- Who reads: the person of a valid signed context, else null. Any error inside means nobody.
create or replace function priv.reader() returns uuid
language plpgsql stable security definer set search_path = priv, pg_temp as $$
declare
    part text[] := string_to_array(current_setting('app.context', true), '.');
    k priv.context_key;
begin
    if array_length(part, 1) is distinct from 3 or part[2]::bigint < extract(epoch from now()) then
        return null;
    end if;
    select * into strict k from priv.context_key;
    if encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(part[1] || '.' || part[2], 'UTF8'))), 'hex')
       is distinct from part[3] then
        return null;
    end if;
    return part[1]::uuid;
exception when others then
    return null;
end $$;
revoke all on function priv.reader() from public;
grant execute on function priv.reader() to sl_staff, sl_public, sl_worker, sl_auditor, sl_counter, sl_sealer;

-- One row of history, always by the reader themself.
create or replace function priv.step_taken(kind text, record uuid, verb text, before text, after text, at timestamptz, why text)
returns void language sql security definer set search_path = public, pg_temp as $$
    insert into kit_step (id, kind, record, verb, before, after, by_id, at, why)
    values (gen_random_uuid(), $1, $2, $3, $4, $5, priv.reader(), $6, $7)
$$;
revoke all on function priv.step_taken(text, uuid, text, text, text, timestamptz, text) from public;
grant execute on function priv.step_taken(text, uuid, text, text, text, timestamptz, text) to sl_staff, sl_worker;
