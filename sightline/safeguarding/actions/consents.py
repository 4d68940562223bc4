"""What a person agrees to. An answer is never changed; taking it back is an answer of its own."""

from datetime import date, datetime
from uuid import UUID

from sightline.agencies.models import Person
from sightline.kit.refusals import Refused
from sightline.ledger.acts import action
from sightline.safeguarding.models import Case, Consent
from sightline.safeguarding.models.consents import REFERRAL
from sightline.visits.once import once


@action("record")
@once(Consent)
def record_consent(
    case: Case,
    *,
    by: Person,
    at: datetime,
    purpose: str,
    answer: str,
    how: str,
    language: str,
    recipient: str = "",
    interpreter: bool = False,
    ends_on: date | None = None,
    key: UUID,
) -> Consent:
    """Record one answer to one purpose, as explained by `by`.

    purpose: a code of vocabulary/consents.toml. answer: of Consent.Answer. how: "spoken", "signed", ...
    Raises Refused for the referral of a child, or of someone who may be one: they are not asked.
    """
    if purpose == REFERRAL and case.goes_the_child_way:
        raise Refused("record", case)
    return Consent.objects.create(
        id=key,
        case_id=case.pk,
        way=case.way,
        purpose=purpose,
        answer=answer,
        recipient=recipient,
        how=how,
        language=language,
        interpreter=interpreter,
        explained_by=by,
        answered_at=at,
        ends_on=ends_on,
    )
