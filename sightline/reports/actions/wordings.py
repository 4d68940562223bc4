"""Who checks our sentences in a language, what they say of each, and translations of what a reporter wrote."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Person
from sightline.ledger.acts import action
from sightline.reports.models import Report, Reviewer, Translation, Wording
from sightline.reports.wordings import faults


@action("name", on=Reviewer)
def name_reviewer(*, by: Person, at: datetime, person: Person, language: str) -> Reviewer:
    """Name a native speaker who checks our sentences in a language. Raises Refused when administrators name themselves."""
    return Reviewer.objects.create(person=person, language=language, since=at, named_by=by)


@action("end")
def end_review(reviewer: Reviewer, *, by: Person, at: datetime) -> None:
    """They check no more from now on; what they said stays."""
    Reviewer.objects.filter(pk=reviewer.pk).update(until=at)


@action("reword", on=Wording)
def reword(
    *, by: Person, at: datetime, language: str, sentence: str, form: int = 0, text: str, corrected: bool
) -> Wording:
    """Say of one sentence that it is right as it is, or what it should be: from then on the public reads that.

    form: which plural form, 0 where there is one. Raises ValueError when what stands for something else was changed:
    a number, a link, a name that is filled in.
    """
    if found := faults(sentence, text):
        raise ValueError(" ".join(found))
    given = {"language": language, "sentence": sentence, "form": form, "text": text}
    return Wording.objects.create(**given, corrected=corrected, by=by, at=at)


@action("translate")
def translate(
    report: Report, *, by: Person, at: datetime, of: str, language: str, text: str, machine: str = ""
) -> Translation:
    """Keep a translation beside what the reporter wrote, which stays as it was; no level is changed by it.

    of: the name of the report's field. language: into which, BCP 47. machine: which program made it, empty for a person.
    """
    given = {"of": of, "language": language, "text": text, "machine": machine}
    return Translation.objects.create(report=report, desk_id=report.desk_id, **given, by=by, at=at)
