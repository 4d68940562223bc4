"""What the database knows of a reader from their part in operations."""

from sightline.kit.facts import fact

OPEN = "person_id = priv.reader() and since <= now() and (until is null or until > now())"
COVERED = """(area_id in (select p.area from priv.partners({kind}) p
    where p.agency = (select agency_id from agencies_person where id = priv.reader())))"""

fact(
    "operations",
    gives="uuid[]",
    says="the operations in which the reader has a part",
    sql=f"select operation_id from operations_assignment where {OPEN}",
    covered=COVERED,
)
fact(
    "operations_as",
    "text",
    gives="uuid[]",
    says="the operations in which the reader has that part",
    sql=f"select operation_id from operations_assignment where {OPEN} and part = $1",
    covered=COVERED,
)
fact(
    "teams",
    gives="uuid[]",
    says="the teams the reader is on",
    sql=f"select team_id from operations_teammember where {OPEN}",
    covered=COVERED,
)
