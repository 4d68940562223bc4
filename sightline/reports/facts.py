"""What the database knows of a reader: the reports with whose files a desk entrusted them, the languages they review."""

from sightline.agencies.facts import HELD
from sightline.kit.facts import fact

LOOK = ("investigator", "operation commander", "safeguarding coordinator")
ENTRUSTED = (
    "select distinct report_id from reports_entrusted where person_id = priv.reader() "
    "and since <= now() and (until is null or until > now()) and exists (select " + HELD + " and role in ({roles}))"
)


def _in(*roles: str) -> str:
    return ", ".join(f"'{role}'" for role in roles)


fact(
    "files_entrusted",
    gives="uuid[]",
    says="the reports with whose files a desk entrusted the reader",
    sql=ENTRUSTED.format(roles=_in(*LOOK)),
    roles=lambda: set(LOOK),
    named=True,
)
fact(
    "originals_entrusted",
    gives="uuid[]",
    says="the reports with whose files a desk entrusted the reader, who is an investigator",
    sql=ENTRUSTED.format(roles=_in("investigator")),
    roles=lambda: {"investigator"},
    named=True,
)

LEFT_LYING = "15 minutes"

fact(
    "left_lying",
    gives="timestamptz",
    says="the moment a quarter of an hour ago: what was last touched before it lies there",
    sql=f"select now() - interval '{LEFT_LYING}'",
    named=False,
)
fact(
    "reviews",
    gives="text[]",
    says="the languages that an administrator named the reader to check",
    sql="select distinct language from reports_reviewer where person_id = priv.reader() "
    "and since <= now() and (until is null or until > now())",
    named=True,
)
