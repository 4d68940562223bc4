"""People in care as a desk reads them: several casebooks in a fixed number of queries, and their clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db.models import Model

from sightline.kit.clocks import Reading
from sightline.kit.steps import histories
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.clocks import readings
from sightline.safeguarding.models import (
    Acceptance,
    Case,
    Consent,
    FirstPlace,
    Identity,
    PlacementRequest,
    Referral,
    RelayMessage,
)

NATIONS = {"england": "england-and-wales", "wales": "england-and-wales"}  # whose law and bank holidays count


def casebooks(cases: Sequence[Case]) -> list[Casebook]:
    """What clocks and lists need of each of these people; ten queries, however many they are.

    What a page of one person alone needs (homes, holdings, days to ask, the meeting) is left out and reads empty.
    """
    referrals = _of(Referral, cases, "-drafted_at")
    found = {
        "identity": _of(Identity, cases, "-recorded_at"),
        "answers": _of(Consent, cases, "-answered_at"),
        "referrals": referrals,
        "request": _of(PlacementRequest, cases, "-asked_at"),
        "acceptance": _of(Acceptance, cases, "-accepted_at"),
        "first_place": _of(FirstPlace, cases, "-since"),
        "messages": _of(RelayMessage, cases, "written_at"),
    }
    steps = histories(Case, [case.pk for case in cases])
    decided = histories(Referral, [each.pk for rows in referrals.values() for each in rows])
    return [_book(case, {name: rows[case.pk] for name, rows in found.items()}, steps, decided) for case in cases]


def clocks_of(book: Casebook, now: datetime) -> list[Reading]:
    """The clocks of a person in care that are still running at `now`."""
    nation = book.case.area.nation
    found = readings(book.facts(NATIONS.get(nation, nation)), now)
    return [reading for reading in found if reading.ends_at and not is_met(reading, now)]


def is_met(reading: Reading, now: datetime) -> bool:
    """Whether a clock has stopped: what it waited for is done, if late, or its period has been given."""
    return reading.state(now) == "met" or (reading.met_at is not None and reading.met_at <= now)


def _book(case: Case, rows: dict[str, list[Any]], steps: dict[Any, Any], decided: dict[Any, Any]) -> Casebook:
    newest = {name: next(iter(rows[name]), None) for name in ("identity", "acceptance", "first_place")}
    nothing: dict[str, Any] = dict.fromkeys((each.name for each in fields(Casebook)), ())
    read = {
        **newest,
        "case": case,
        "answers": rows["answers"],
        "referrals": rows["referrals"],
        "messages": rows["messages"],
        "request": next((each for each in rows["request"] if each.state != "withdrawn"), None),
        "steps": steps.get(case.pk, []),
        "decided": decided,
    }
    return Casebook(**nothing | read)


def _of(model: type[Model], cases: Sequence[Case], order: str) -> dict[Any, list[Any]]:
    """The rows of these cases that the reader may see, by the key of the case."""
    by_case: dict[Any, list[Any]] = defaultdict(list)
    for row in model._default_manager.filter(case__in=[case.pk for case in cases]).order_by(order):
        by_case[row.case_id].append(row)  # type: ignore[attr-defined]
    return by_case
