"""What the database knows of a reader from the people in care whom they hold."""

from sightline.kit.facts import fact

HELD = "from safeguarding_holding where person_id = priv.reader() and ended_at is null"

fact(
    "cases",
    gives="uuid[]",
    says="the people in care whom the reader holds",
    sql=f"select coalesce(array_agg(distinct case_id), '{{}}') {HELD}",
)
fact(
    "cases_as",
    "text",
    gives="uuid[]",
    says="the people in care whom the reader holds in that part",
    sql=f"select coalesce(array_agg(distinct case_id), '{{}}') {HELD} and part = $1",
)
