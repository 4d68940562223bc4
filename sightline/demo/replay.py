"""The demonstration from nothing: lists, people, the two operations, bystanders, and what is due for review."""

from __future__ import annotations

from django.utils.timezone import localdate

from sightline.demo import bystanders, figures, kept, reference, rounds
from sightline.demo.agreements import agree
from sightline.demo.cast import CAST, enrol, open_accounts
from sightline.demo.looks import look_round
from sightline.demo.models import StoryClock
from sightline.demo.moments import STATEMENT
from sightline.demo.newcastle import Newcastle
from sightline.demo.week import Week


def replay(*, reports: int = 320, premises: int = 160) -> None:
    """Replay everything through the actions that the pages call; as the owner, into an empty database."""
    areas = reference.load_areas()
    agencies = reference.load_agencies(areas)
    people = enrol(areas, agencies, CAST)
    open_accounts(people, CAST)
    agree(agencies, people, today=localdate())
    StoryClock.objects.create(stands_at=STATEMENT)
    week = Week(areas, agencies, people).replay()
    newcastle = Newcastle(areas, agencies, people).replay()
    figures.publish(week, newcastle, people)
    neighbourhoods = bystanders.fill(areas, agencies, reports=reports, premises=premises)
    rounds.go_round(neighbourhoods, agencies)
    kept.look_again(areas, agencies, people)
    look_round(areas, people, today=localdate())
