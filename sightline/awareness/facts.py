"""What the database knows of a reader who works with what awareness brings."""

from sightline.kit.facts import fact

ROLES = (
    "awareness lead",
    "analyst",
    "operation commander",
    "visiting officer",
    "visiting partner",
    "safeguarding coordinator",
    "support worker",
    "investigator",
    "auditor",
)
HELD = "person_id = priv.reader() and since <= now() and (until is null or until > now())"

fact(
    "follows_awareness",
    gives="boolean",
    says="whether the reader's work follows from what people were told",
    sql=f"select exists (select from agencies_grant where {HELD} and role in {ROLES})",
    roles=lambda: ROLES,
)
