"""What the database knows of a reader from the agreements of their agencies: no agreement, no row."""

from sightline.agencies.facts import HELD
from sightline.kit.facts import fact
from sightline.kit.vocabulary import load

ASKERS = ("auditor", "investigator", "oversight")  # who asks to see, or approves it
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
    sql="select id from agencies_agency where priv.reader() is not null",
    covered="id in (select partner from priv.partners({kind}))",
    named=False,
)
fact(
    "areas_served_as",
    "text",
    gives="uuid[]",
    says="the areas whose force shares that kind with an agency at which the reader holds that role",
    sql="select id from agencies_area where priv.reader() is not null and $1 is not null",
    covered="""id in (select p.area from priv.partners({kind}) p join agencies_grant g on g.agency_id = p.agency
        where g.person_id = priv.reader() and g.role = $1 and g.since <= now() and (g.until is null or g.until > now()))""",
    roles=lambda role: {role},
)
fact(
    "agreements",
    gives="uuid[]",
    says="the agreements that the reader's agencies have signed",
    sql="select distinct agreement_id from sharing_party "
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


def _asking(part: str) -> set[str]:
    """The roles of which one must be held to see that part by a sight."""
    entry = load("sharing/sights").get(part)
    return set(entry.get("asks")) if entry else set()


fact(
    "sights",
    "text",
    gives="uuid[]",
    says="the records of which two people opened that part to the reader for an hour, which is not over",
    sql="select record from sharing_sight where asked_by_id = priv.reader() "
    "and part = $1 and state = 'open' and begins_at <= clock_timestamp() and ends_at > now() "
    f"and exists (select {HELD} and (role = 'auditor' or role = 'investigator' and $1 = 'contact'))",
    roles=_asking,
    named=True,
)
fact(
    "asks_for_sight",
    gives="boolean",
    says="whether the reader is an auditor, an investigator or of oversight",
    sql=f"select exists (select {HELD} and role in {ASKERS})",
    roles=lambda: ASKERS,
)
fact(
    "conflicts",
    gives="uuid[]",
    says="the records with which the reader has a conflict of interest",
    sql="""select k.id from sharing_conflict s, lateral (select s.record as id
        union all select c.encounter_id from safeguarding_case c where c.id = s.record
        union all select c.id from safeguarding_case c where c.encounter_id = s.record) k
        where s.person_id = priv.reader() and s.state = 'standing'""",  # who is in care is who was met
    named=True,
    seldom=True,
)
fact(
    "conflicts_to_hand_over",
    gives="uuid[]",
    says="the conflicts of interest of the reader with people in care whom they hold, or an investigation that they lead",
    sql="select s.id from sharing_conflict s "
    "where s.person_id = priv.reader() and exists (select from priv.held_in_conflict(s.id))",
    named=True,
)
