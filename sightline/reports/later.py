"""Danger in a later message: the rules of danger.toml as functions of the database.

What was told before stays behind the wall: the public front hands over the new answers, the database reads them together
with the earlier ones and gives back a level. The rules are written into it, so that nobody can ask it any other question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from sightline.kit.apply import generated
from sightline.kit.vocabulary import load
from sightline.reports.danger import ORDER, SAYS_NOTHING, Condition

TEXTS = "texts"  # whether the new words hold a word of danger; the words themselves are never handed over


def fields() -> list[str]:
    """The fields, other than words, that any rule of danger asks."""
    found = {name for rule in load("reports/danger/rule").values() for name in _asked(rule.get("when"))}
    return sorted(found - {TEXTS})


def _asked(condition: Condition) -> Iterator[str]:
    for part in (*condition.get("any", ()), *condition.get("all", ())):
        yield from _asked(part)
    if "ask" in condition:
        yield condition["ask"]


@generated
def functions() -> str:
    """SQL of `priv.danger_of(report, told)`: the level of a later message, and the rules that make it so."""
    silent = ", ".join(f"'{code}'" for code in sorted(SAYS_NOTHING))
    rules = [
        {"code": rule.code, "level": rule.get("level"), "when": rule.get("when")}
        for rule in load("reports/danger/rule").values()
    ]
    data = {"rules": json.dumps(rules), "fields": ", ".join(f"'{name}'" for name in fields())}
    levels = ", ".join(f"'{level}'" for level in ORDER)
    return HOLDS.format(silent=silent) + TOUCHED + TOGETHER.format(**data) + DANGER_OF.format(**data, levels=levels)


HOLDS = """
create or replace function priv.codes(given jsonb) returns jsonb language sql immutable as $$
    select case jsonb_typeof(given) when 'array' then given
        when 'string' then case when given #>> '{{}}' = '' then '[]' else jsonb_build_array(given) end else '[]' end
$$;
create or replace function priv.holds(condition jsonb, answers jsonb) returns boolean language plpgsql immutable as $$
declare
    given jsonb := priv.codes(answers -> (condition ->> 'ask'));
begin
    return case
        when condition ? 'any' then exists (
            select from jsonb_array_elements(condition -> 'any') p where priv.holds(p, answers))
        when condition ? 'all' then not exists (
            select from jsonb_array_elements(condition -> 'all') p where not priv.holds(p, answers))
        when condition ? 'has' then given ?| array(select jsonb_array_elements_text(condition -> 'has'))
        when condition ? 'without' then not given ?| array(select jsonb_array_elements_text(condition -> 'without'))
        when condition ? 'at_least' then (condition ->> 'at_least')::integer <= (
            select count(distinct code) from jsonb_array_elements_text(given) g (code) where code not in ({silent}))
        when condition ? 'mentions' then
            coalesce((answers ->> (condition ->> 'ask'))::boolean, false) = (condition ->> 'mentions')::boolean
    end;
end $$;
"""

TOUCHED = """
create or replace function priv.touched(condition jsonb, told jsonb, answers jsonb) returns boolean
language plpgsql immutable as $$
begin
    if condition ? 'ask' then
        return told ? (condition ->> 'ask') and priv.holds(condition, answers);
    end if;
    return exists (select from jsonb_array_elements(coalesce(condition -> 'any', condition -> 'all')) p
        where priv.touched(p, told, answers));
end $$;
"""

TOGETHER = """
create or replace function priv.told_together(report reports_report, told jsonb) returns jsonb language sql stable as $$
    with tellings (answers, at) as (
        select to_jsonb(report), '-infinity'::timestamptz
        union all select m.answers, m.told_at from reports_reportermessage m where m.report_id = report.id
        union all select told, 'infinity'
    ), codes as (
        select f.field, t.at, c.code, jsonb_typeof(to_jsonb(report) -> f.field) = 'array' as several
        from tellings t, unnest(array[{fields}]) f (field),
            lateral jsonb_array_elements_text(priv.codes(t.answers -> f.field)) c (code)
    ), standing as (
        select field, jsonb_agg(distinct code) as given
        from (select *, max(at) over (partition by field) as latest from codes) each
        where several or at = latest group by field
    )
    select coalesce(jsonb_object_agg(field, given), '{{}}') || jsonb_build_object('texts', told -> 'texts') from standing
$$;
"""

DANGER_OF = """
create or replace function priv.danger_of(report reports_report, told jsonb, out level text, out reasons text[])
language plpgsql stable as $$
declare
    answers jsonb := priv.told_together(report, told);
begin
    select coalesce((array[{levels}])[max(array_position(array[{levels}], rule ->> 'level'))], 'routine'),
        coalesce(array_agg(rule ->> 'code' order by n), array['R11'])
    into level, reasons
    from jsonb_array_elements($rules${rules}$rules$::jsonb) with ordinality r (rule, n)
    where rule ->> 'level' <> 'routine' and priv.holds(rule -> 'when', answers)
      and (not rule ->> 'code' = any(report.reasons) or priv.touched(rule -> 'when', told, answers));
end $$;
"""
