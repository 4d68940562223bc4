"""What the database knows of a reader from the roles they hold.

A role in an area opens a kind of record only where the agency at which it is held keeps that area, or shares the kind
with the force that does: `priv.partners`, made with the agreements, knows both.
"""

from sightline.kit.facts import fact

HELD = "from agencies_grant where person_id = priv.reader() and since <= now() and (until is null or until > now())"
ENFORCING = (
    "analyst",
    "operation commander",
    "visiting officer",
    "investigator",
    "immigration partner",
    "safeguarding coordinator",
    "call handler",
)
AT_HOME_OR_SHARED = "(agency_id, area_id) in (select agency, area from priv.partners({kind}))"

fact(
    "areas_as",
    "text",
    gives="uuid[]",
    says="the areas where the reader holds that role",
    sql=f"select distinct area_id {HELD} and role = $1 and area_id is not null",
    roles=lambda role: {role},
    covered=AT_HOME_OR_SHARED,
)
fact(
    "agencies_as",
    "text",
    gives="uuid[]",
    says="the agencies at which the reader holds that role",
    sql=f"select distinct agency_id {HELD} and role = $1",
    roles=lambda role: {role},
)
fact(
    "agencies",
    gives="uuid[]",
    says="the agencies at which the reader holds any role",
    sql=f"select distinct agency_id {HELD}",
)
fact(
    "duties",
    gives="text[]",
    says="the duties of the reader, each a role at an area",
    sql=f"select distinct role || '@' || area_id {HELD} and area_id is not null",
)
fact(
    "standing",
    gives="text",
    says="the roles the reader holds, as one word that is another when they change",
    sql="select md5(coalesce(string_agg(role || '@' || agency_id || '@' || coalesce(area_id::text, ''), ' ' "
    f"order by role, agency_id, area_id), '')) {HELD}",
)
fact(
    "audits",
    gives="boolean",
    says="whether the reader is an auditor",
    sql=f"select exists (select {HELD} and role = 'auditor')",
    roles=lambda: {"auditor"},
)
fact(
    "approves_rules",
    gives="boolean",
    says="whether the reader is an auditor or of oversight",
    sql=f"select exists (select {HELD} and role in ('auditor', 'oversight'))",
    roles=lambda: {"auditor", "oversight"},
)
fact(
    "administers",
    gives="boolean",
    says="whether the reader is an administrator",
    sql=f"select exists (select {HELD} and role = 'administrator')",
    roles=lambda: {"administrator"},
)
fact(
    "oversees",
    gives="uuid[]",
    says="the areas the reader oversees",
    sql=f"select distinct area_id {HELD} and role = 'oversight' and area_id is not null",
    roles=lambda: {"oversight"},
    covered=AT_HOME_OR_SHARED,
)
fact(
    "enforces",
    gives="boolean",
    says="whether the reader holds a police or enforcement role",
    sql=f"select exists (select {HELD} and role in {ENFORCING})",
    roles=lambda: ENFORCING,
)
fact(
    "for_immigration",
    gives="boolean",
    says="whether the reader acts for an immigration agency, by role or by where they work",
    sql="""select exists (select from agencies_agency a where a.kind = 'immigration' and (
            a.id = (select agency_id from agencies_person where id = priv.reader())
            or a.id in (select agency_id """
    + HELD
    + f""")))
        or exists (select {HELD} and role = 'immigration partner')""",
    roles=lambda: {"immigration partner"},  # or any, at an immigration agency
)
