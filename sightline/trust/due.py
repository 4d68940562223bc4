"""What is due for review on a day: each rule's question, asked by the database itself, so that no job reads a record."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.kit.apply import generated
from sightline.kit.vocabulary import Entry, load

LIST = "trust/retention"
COLUMNS = "kind, record, about, part, agency, area, due_on"
LAST_STEP = "(select max(at) from kit_step where record = {}.id)"

# For each rule that the machine proposes: kind, key, reference, role, agency, area and since when. {period} and
# {child} are the rule's own; where the words of a person are needed to tell, nothing is proposed.
QUESTIONS = {
    "reporter-contact": f"""
        select 'reports.ReporterContact', c.id, r.ref, 'call handler', c.desk_id, null::uuid,
            ({LAST_STEP.format("r")} + {{period}})::date
        from reports_reportercontact c join reports_report r on r.id = c.report_id
        where r.state in ('closed', 'passed-on')""",
    "unactioned-report": """
        select 'reports.Report', r.id, r.ref, 'call handler', r.desk_id, null::uuid, (r.received_at + {period})::date
        from reports_report r
        where r.state = 'closed' and not exists (select from reports_sanitisedreport s where s.report_id = r.id)""",
    "not-exploitation": f"""
        select 'reports.Report', r.id, r.ref, 'call handler', r.desk_id, null::uuid,
            ({LAST_STEP.format("r")} + {{period}})::date
        from reports_report r
        where r.state = 'closed' and r.closed_as = 'not-exploitation'
          and not exists (select from reports_sanitisedreport s where s.report_id = r.id)""",
    "held-report": """
        select 'reports.Report', r.id, r.ref, 'call handler', r.desk_id, null::uuid, (r.received_at + {period})::date
        from reports_report r
        where r.held and r.state in ('received', 'closed')""",
    "sealed-original": """
        select 'reports.Original', o.id, r.ref, 'call handler', o.desk_id, null::uuid, (r.received_at + {period})::date
        from reports_original o join reports_report r on r.id = o.report_id
        where r.state in ('closed', 'passed-on') and not exists (select from reports_entrusted e
            where e.report_id = r.id and (e.until is null or e.until >= day))""",
    "call-draft": """
        select 'reports.CallDraft', d.id, d.ref, 'call handler', d.desk_id, null::uuid, (d.saved_at + {period})::date
        from reports_calldraft d where d.report_id is null and d.ended_at is null and not d.empty""",
    "person-met": """
        select 'visits.Encounter', e.id, e.ref, 'safeguarding coordinator', null::uuid, e.area_id,
            (e.met_at + {period})::date
        from visits_encounter e
        where not e.concern and e.state <> 'taken' and e.arrest_id is null
          and not exists (select from safeguarding_case c where c.encounter_id = e.id)""",
    "person-in-care": f"""
        select 'visits.Encounter', c.encounter_id, c.ref, 'safeguarding coordinator', null::uuid, c.area_id,
            greatest({LAST_STEP.format("c")} + {{period}}, case when c.way = 'child' then c.opened_at + {{child}} end)::date
        from safeguarding_case c where c.state = 'closed'""",
    "safe-address": """
        select 'safeguarding.Placement', p.id, p.ref, 'support worker', p.provider_id, null::uuid,
            (p.ended_at + {period})::date
        from safeguarding_placement p
        where p.state = 'ended' and exists (select from kit_datakey k where k.id = p.id)""",
}


def proposed() -> list[Entry]:
    """The rules by which the machine proposes."""
    return [entry for entry in load(LIST).values() if entry.get("proposed", True)]


@generated
def function() -> str:
    """SQL that makes `priv.due_for_review(day)`: what is due, not yet proposed and not kept until later."""
    questions = " union all ".join(_question(entry) for entry in proposed())
    return f"""
create or replace function priv.due_for_review(day date)
returns table (rule text, kind text, record uuid, about text, part text, agency uuid, area uuid, due_on date)
language sql stable security definer set search_path = public, pg_temp as $due$
  select d.* from ({questions}) d (rule, {COLUMNS})
  where d.due_on <= day and not exists (
    select from trust_review r where r.record = d.record and r.rule = d.rule
      and (r.state in ('due', 'asked', 'erased') or r.next_on > day))
$due$;
revoke all on function priv.due_for_review(date) from public;
grant execute on function priv.due_for_review(date) to sl_worker;
"""


def _question(entry: Entry) -> str:
    child = _months(entry.get("child_months", 0))
    return f"select '{entry.code}', q.* from ({QUESTIONS[entry.code].format(period=_period(entry), child=child)}) q"


def _period(entry: Entry) -> str:
    return f"interval '{entry.get('days')} days'" if entry.get("days") else _months(entry.get("months"))


def _months(number: int) -> str:
    return f"interval '{number} months'"


def kinds() -> Iterator[str]:
    """The kinds of record that the questions name."""
    yield from dict.fromkeys(text.split("'")[1] for text in QUESTIONS.values())
