"""What the database knows of a reader from the agreements of their agencies: no agreement, no row."""

from sightline.kit.facts import fact

READERS = (
    "analyst",
    "operation commander",
    "safeguarding coordinator",
    "support worker",
    "investigator",
    "oversight",
    "auditor",
)

fact(
    "sharers",
    gives="uuid[]",
    says="the agencies whose records of that kind the reader's agencies may read: their own, and partners under an agreement",
    sql="select coalesce(array_agg(id), '{}') from agencies_agency where priv.reader() is not null",
    covered="id in (select partner from priv.partners({kind}))",
    named=False,
)
fact(
    "areas_served_as",
    "text",
    gives="uuid[]",
    says="the areas whose force shares that kind with an agency at which the reader holds that role",
    sql="select coalesce(array_agg(id), '{}') from agencies_area where priv.reader() is not null and $1 is not null",
    covered="""id in (select p.area from priv.partners({kind}) p join agencies_grant g on g.agency_id = p.agency
        where g.person_id = priv.reader() and g.role = $1 and g.since <= now() and (g.until is null or g.until > now()))""",
    roles=lambda role: {role},
)
fact(
    "agreements",
    gives="uuid[]",
    says="the agreements that the reader's agencies have signed",
    sql="select coalesce(array_agg(distinct agreement_id), '{}') from sharing_party "
    "where priv.reader() is not null and agency_id in (select agency from priv.partners(''))",
)
fact(
    "reads_agreements",
    gives="boolean",
    says="whether the reader's work follows from who shares what",
    sql="select exists (select from agencies_grant where person_id = priv.reader() and since <= now() "
    f"and (until is null or until > now()) and role in {READERS})",
    roles=lambda: READERS,
)
