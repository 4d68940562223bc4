"""What the database knows of a reader from the people in care whom they hold.

A holding opens a case only while its holder has the role for their part: whose role ends sees nothing more.
"""

from sightline.kit.facts import fact

LIVE = "g.since <= now() and (g.until is null or g.until > now())"
ROLE_OF_PART = {
    "coordinator": "safeguarding coordinator",
    "first responder": "safeguarding coordinator",
    "social worker": "safeguarding coordinator",
    "placement coordinator": "placement coordinator",
    "support worker": "support worker",
}
WHEN = " ".join(f"when '{part}' then '{role}'" for part, role in ROLE_OF_PART.items())
ITS_ROLE = f"case h.part {WHEN} end"
HELD = f"""from safeguarding_holding h join agencies_grant g on g.person_id = h.person_id
    where h.person_id = priv.reader() and h.ended_at is null and g.role = {ITS_ROLE} and {LIVE}"""
MINE = f"from agencies_grant g where g.person_id = priv.reader() and {LIVE}"
COVERED = "(g.agency_id, h.area_id) in (select agency, area from priv.partners({kind}))"

fact(
    "cases",
    gives="uuid[]",
    says="the people in care whom the reader holds",
    sql=f"select distinct h.case_id {HELD}",
    roles=lambda: set(ROLE_OF_PART.values()),
    named=True,
    covered=COVERED,
)
fact(
    "cases_as",
    "text",
    gives="uuid[]",
    says="the people in care whom the reader holds in that part",
    sql=f"select distinct h.case_id {HELD} and h.part = $1",
    roles=lambda part: {ROLE_OF_PART[part]},
    named=True,
    covered=COVERED,
)
fact(
    "fellows",
    "text",
    gives="uuid[]",
    says="the people who hold that role at an agency or in an area of the reader",
    sql=f"""select distinct g.person_id from agencies_grant g where g.role = $1 and {LIVE}
        and (g.agency_id in (select g.agency_id {MINE}) or g.area_id in (select g.area_id {MINE}))""",
)
fact(
    "agencies_with",
    "text",
    gives="uuid[]",
    says="the agencies where somebody holds that role",
    sql=f"select distinct g.agency_id from agencies_grant g where g.role = $1 and {LIVE}",
)
fact(
    "urgent_relays",
    gives="uuid[]",
    says="the relays that are open for four hours to the duty desk of the person's provider, at which the reader works",
    sql=f"""select distinct u.relay_id from safeguarding_urgent u
        join safeguarding_placement p on p.case_id = u.case_id and p.state = 'accepted'
        join agencies_grant g on g.agency_id = p.provider_id and g.role = 'support worker' and {LIVE}
        where g.person_id = priv.reader() and u.state = 'open' and u.ends_at > now()""",
    roles=lambda: {"support worker"},
    named=True,
)
