"""The week of 17 to 21 October 2016: several forces together, North Wales in full, the others not stated.

More than 100 interventions, most of them soft; landlord forums and hotel visits; four people rescued, two of whom allege
labour exploitation. Places and people are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sightline.agencies.models import Agency, Area, Person
from sightline.awareness import actions as awareness
from sightline.demo.moments import at
from sightline.intelligence import actions as intelligence
from sightline.justice import actions as justice
from sightline.operations import actions as operations
from sightline.operations.models import Operation, Tasking, Team
from sightline.places import actions as places
from sightline.reports import actions as reports
from sightline.safeguarding import actions as safeguarding
from sightline.visits import actions as visits
from sightline.visits.models import Encounter, Visit

FIRST, LAST = date(2016, 10, 17), date(2016, 10, 21)
OTHER_FORCES = ["cheshire", "cumbria", "greater-manchester", "lancashire", "merseyside"]
PLANNED = at("2016-09-12 09:00")

KINDS = [
    ("food-processing", "Packing hall"),
    ("nail-bar", "Nail bar"),
    ("convenience-store", "Corner shop"),
    ("car-wash", "Hand car wash"),
    ("takeaway-or-restaurant", "Takeaway"),
    ("brothel", "Flat"),
    ("hotel", "Guest house"),
]
TOWNS = [
    ("Wrexham", "LL13 8BG"),
    ("Wrexham", "LL11 1AY"),
    ("Deeside", "CH5 1SA"),
    ("Flint", "CH6 5NT"),
    ("Rhyl", "LL18 1HE"),
    ("Colwyn Bay", "LL29 7AA"),
    ("Llandudno", "LL30 2LR"),
    ("Bangor", "LL57 1NW"),
    ("Caernarfon", "LL55 1AY"),
    ("Holyhead", "LL65 1DR"),
]
STREETS = [
    "Hope Street",
    "Station Road",
    "High Street",
    "Chester Road",
    "Bridge Street",
    "Market Street",
    "Queen Street",
]


class Door(NamedTuple):
    """One visit of the week: where, when, by which team, of which type, and how many interventions it held."""

    number: int
    kind: str
    name: str
    street: str
    town: str
    postcode: str
    visit_type: str
    starts: datetime
    team: int
    interventions: int


RESCUED = {
    9: ("Man, 40s", "adult", "lt", ("labour",), "Says that he is paid in food and sleeps at work."),
    22: ("Man, 20s", "adult", "ro", ("labour",), "Says that his wages go to the man who brought him."),
    35: ("Woman, 30s", "adult", "ro", ("sexual",), "Another person answers her telephone and holds her passport."),
    48: ("Woman, 20s", "adult", "zh", ("sexual",), "Moved to a new flat each week and may not go out alone."),
}
EVENTS = [
    (
        "forum",
        "Landlord forum, Wrexham",
        "Town hall",
        "2016-10-17 18:00",
        "Landlords and letting agents",
        46,
        "LANDLORD-WXM",
    ),
    (
        "forum",
        "Landlord forum, Rhyl",
        "Community centre",
        "2016-10-18 18:00",
        "Landlords and letting agents",
        31,
        "LANDLORD-RHY",
    ),
    (
        "forum",
        "Landlord forum, Bangor",
        "University hall",
        "2016-10-20 18:00",
        "Landlords and letting agents",
        38,
        "LANDLORD-BGR",
    ),
    (
        "hotels",
        "Hotels of Llandudno",
        "From hotel to hotel",
        "2016-10-18 10:00",
        "Night managers and reception",
        22,
        "HOTEL-LLD",
    ),
    (
        "hotels",
        "Hotels of Wrexham",
        "From hotel to hotel",
        "2016-10-19 10:00",
        "Night managers and reception",
        14,
        "HOTEL-WXM",
    ),
    (
        "hotels",
        "Hotels of Holyhead",
        "From hotel to hotel",
        "2016-10-20 10:00",
        "Night managers and reception",
        11,
        "HOTEL-HOL",
    ),
]


def doors() -> Iterator[Door]:
    """Sixty visits from Monday to Friday, three a team a day; four of them enforced."""
    for number in range(60):
        kind, name = KINDS[number % len(KINDS)]
        town, postcode = TOWNS[number % len(TOWNS)]
        day, slot, team = number // 12, number % 12 // 4, number % 4
        starts = at("2016-10-17 09:30") + timedelta(days=day, hours=2 * slot)
        kept = "enforced" if number in RESCUED else "soft"
        yield Door(
            number,
            kind,
            f"{name} {number + 1}",
            f"{number + 3} {STREETS[number % len(STREETS)]}",
            town,
            postcode,
            kept,
            starts,
            team,
            1 if number % 4 == 3 else 2,
        )


class Week:
    """The story as it went, chapter by chapter."""

    def __init__(self, areas: Mapping[str, Area], agencies: Mapping[str, Agency], people: Mapping[str, Person]):
        self.areas, self.agencies, self.people = areas, agencies, people
        self.area, self.police = areas["north-wales"], agencies["north-wales-police"]
        self.commander = people["wales-commander"]

    def replay(self) -> Operation:
        """From the sector assessment to the closed week."""
        self.assess()
        parent, child = self.propose()
        teams = [self.team(child, number) for number in range(4)]
        for door in doors():
            self.plan(child, door, teams[door.team])
        self.start(parent, child)
        for door, tasking in zip(doors(), self.taskings(child), strict=True):
            self.visit(door, tasking)
        self.investigate(child)
        self.raise_awareness(child)
        self.after_the_forum()
        self.finish(parent, child)
        return child

    def assess(self) -> None:
        """Intelligence suggests potential exploitation at five kinds of premises."""
        intelligence.assess_sector(
            by=self.people["wales-analyst"],
            at=at("2016-09-05 10:00"),
            area=self.area,
            confidence="moderate",
            premises_kinds=["food-processing", "nail-bar", "convenience-store", "car-wash", "takeaway-or-restaurant"],
            says="Potential exploitation across a variety of places of work; an assessment, not a list of places.",
        )

    def propose(self) -> tuple[Operation, Operation]:
        """The parent week of several forces and North Wales's own part in it."""
        parent = self.operation("Week of action, North West and Wales")
        child = self.operation("Week of action, North Wales", parent)
        for force in OTHER_FORCES:
            partner = self.agencies[f"{force}-police"]
            operations.add_partner(
                parent, by=self.commander, at=PLANNED, agency=partner, since=FIRST, brings="A week of its own"
            )
        for code, brings, daily in (
            ("border-force", "Officers at visits to ports and hotels", False),
            ("british-red-cross", "Care for people who were exploited", False),
            ("bawso", "Care for people who were exploited, in Wales", False),
            ("welsh-government-anti-slavery", "Works with the force every day", True),
        ):
            operations.add_partner(
                child,
                by=self.commander,
                at=PLANNED,
                agency=self.agencies[code],
                since=FIRST,
                brings=brings,
                daily=daily,
            )
        for key, part in (
            ("awareness", "awareness"),
            ("wales-coordinator", "safeguarding"),
            ("wales-investigator", "investigator"),
        ):
            operations.assign(child, by=self.commander, at=PLANNED, person=self.people[key], part=part)
        return parent, child

    def operation(self, name: str, parent: Operation | None = None) -> Operation:
        """A week of action led by North Wales Police."""
        return operations.propose(
            by=self.commander,
            at=PLANNED,
            name=name,
            kind="week",
            lead=self.police,
            area=self.area,
            starts_on=FIRST,
            ends_on=LAST,
            place="North Wales" if parent else "North West England and Wales",
            parent=parent,
            aims=["rescue-people", "target-offenders", "educate", "clear-message"],
            concerns=["Modern slavery", "Human trafficking", "Sexual exploitation"],
        )

    def team(self, operation: Operation, number: int) -> Team:
        """Two officers' worth of a team, and a partner on the first."""
        officer = self.people[f"wales-officer-{number + 1}"]
        team = operations.form_team(operation, by=self.commander, at=PLANNED, name=officer.office, agency=self.police)
        for person in (officer, self.people["border"]) if number == 0 else (officer,):
            operations.join_team(team, by=self.commander, at=PLANNED, person=person)
        return team

    def plan(self, operation: Operation, door: Door, team: Team) -> None:
        """A place chosen, its type and reason, tasked to a team and released."""
        premises = places.record_premises(
            by=self.people["wales-analyst"],
            at=PLANNED,
            kind=door.kind,
            name=door.name,
            area=self.area,
            street=door.street,
            town=door.town,
            postcode=door.postcode,
        )
        target = operations.propose_target(operation, by=self.commander, at=PLANNED, premises=premises)
        operations.choose_target(target, by=self.commander, at=PLANNED, **self.answers(door))
        tasking = operations.task(
            target,
            by=self.commander,
            at=PLANNED,
            team=team,
            starts_at=door.starts,
            ends_at=door.starts + timedelta(minutes=90),
        )
        operations.release(tasking, by=self.commander, at=at("2016-10-14 16:00"))

    def answers(self, door: Door) -> dict[str, str]:
        """The graduated response: soft unless people are believed to be at risk."""
        if door.number in RESCUED and door.number > 30:
            return {
                "visit_type": "enforced",
                "people_at_risk": "yes",
                "criminality": "yes",
                "reason": "A person is believed to be held there.",
                "lower_level": "A soft visit was considered: she would not be met alone.",
            }
        purpose = "safeguard" if door.kind == "brothel" or door.number % 2 else "educate"
        return {
            "visit_type": "soft",
            "people_at_risk": "not-known",
            "criminality": "no",
            "purpose": purpose,
            "reason": "The kind of place is named in the assessment; nothing is known of this one.",
        }

    def start(self, parent: Operation, child: Operation) -> None:
        """Signed, briefed, running."""
        for operation in (parent, child):
            operations.decide(
                operation,
                by=self.commander,
                at=at("2016-10-10 11:00"),
                decided="Most visits are soft.",
                reason="People at risk should meet us first as somebody who asks how they are.",
                options="Enforced visits throughout.",
            )
            operations.approve(operation, by=self.commander, at=at("2016-10-10 12:00"))
            operations.brief(operation, by=self.commander, at=at("2016-10-14 16:00"))
            operations.go_live(operation, by=self.commander, at=at("2016-10-17 08:00"))

    def taskings(self, operation: Operation) -> list[Tasking]:
        """In the order of the doors."""
        by_place = {tasking.place: tasking for tasking in Tasking.objects.filter(operation=operation)}
        return [by_place[next(place for place in by_place if place.split(",")[0] == door.name)] for door in doors()]

    def visit(self, door: Door, tasking: Tasking) -> None:
        """One door of the week: mostly somebody asking how people are, and leaving a way to get in touch."""
        by = self.people[f"wales-officer-{door.team + 1}"]
        visit = visits.begin(tasking, by=by, at=door.starts)
        if door.number in RESCUED and visit.type_actual == "soft":
            visits.escalate(
                visit,
                by=by,
                at=door.starts + timedelta(minutes=15),
                to="enforced",
                reason="A man said that he may not leave.",
                power="Police and Criminal Evidence Act 1984, section 17",
            )
        self.interventions(visit, door, by)
        if door.number in RESCUED:
            self.rescue(visit, by, door)
        outcome = "potential_victims_found" if door.number in RESCUED else "advice_given"
        visits.close(
            visit,
            by=by,
            at=door.starts + timedelta(minutes=70),
            outcome=outcome,
            people_met=2 + door.number % 4,
            visit_again=door.number % 15 == 7,
        )

    def interventions(self, visit: Visit, door: Door, by: Person) -> None:
        """Each talk with people who may be at risk, or with owner and staff, is one intervention."""
        kind = "enforced" if door.number in RESCUED else "soft"
        visits.intervene(visit, by=by, at=door.starts + timedelta(minutes=20), kind=kind, purpose="safeguard")
        if door.interventions == 2:
            visits.intervene(visit, by=by, at=door.starts + timedelta(minutes=40), kind="soft", purpose="educate")
            visits.give_awareness(
                visit, by=by, at=door.starts + timedelta(minutes=45), says="Signs of slavery", leaflets=3
            )

    def rescue(self, visit: Visit, by: Person, door: Door) -> None:
        """A person believed to have been exploited is brought to safety and cared for."""
        description, age, language, alleges, says = RESCUED[door.number]
        when = door.starts + timedelta(minutes=50)
        encounter = visits.meet(
            visit,
            by=by,
            at=when,
            description=description,
            age=age,
            language=language,
            wish="leave-now",
            concern_says=says,
            alleges=list(alleges),
        )
        self.care(encounter, when, "british-red-cross" if "Man" in description else "bawso")

    def care(self, encounter: Encounter, when: datetime, provider: str) -> None:
        """Taken into care, safe the same day, supported by the Red Cross or BAWSO."""
        coordinator = self.people["wales-coordinator"]
        case = safeguarding.open_case(encounter, by=coordinator, at=when, language=encounter.language)
        safeguarding.record_identity(case, by=coordinator, at=when, calls_self=CALLED[encounter.description])
        safeguarding.make_safe(case, by=coordinator, at=when + timedelta(hours=1), says="Out of danger, with the team")
        safeguarding.inform(case, by=coordinator, at=when + timedelta(hours=2))
        safeguarding.record_consent(
            case,
            by=coordinator,
            at=when + timedelta(hours=2),
            purpose="P2",
            answer="given",
            how="spoken",
            language=encounter.language,
            interpreter=True,
        )
        safeguarding.accept_help(case, by=coordinator, at=when + timedelta(hours=3))
        safeguarding.reach_first_place(
            case, by=coordinator, at=when + timedelta(hours=3), says="Reception centre, a partner's premises"
        )
        self.house(case, when + timedelta(hours=4), provider)

    def house(self, case: Any, when: datetime, provider: str) -> None:
        """A home found under the contract of the day, accepted, and the case handed to the support worker."""
        coordinator, contract = self.people["wales-coordinator"], self.agencies["salvation-army"]
        worker = self.people["red-cross" if provider == "british-red-cross" else "bawso"]
        request = safeguarding.ask_for_place(
            case, by=coordinator, at=when, to=contract, contract="avmscc", household="One adult", language=case.language
        )
        desk = self.people["wales-placement"]
        safeguarding.take_request(request, by=desk, at=when)
        placement = safeguarding.place(
            request,
            by=desk,
            at=when + timedelta(hours=1),
            provider=self.agencies[provider],
            address=f"House {case.ref[-4:]}, an invented street",
        )
        safeguarding.accept(placement, by=worker, at=when + timedelta(hours=2))
        safeguarding.enter_support(case, by=coordinator, at=when + timedelta(hours=3))
        safeguarding.plan_follow_up(
            case, by=coordinator, at=when + timedelta(hours=3), due_on=date(2017, 4, 21), says="Ask how they are"
        )
        safeguarding.hand_over(case, by=coordinator, at=when + timedelta(hours=4), to=worker, part="support worker")

    def investigate(self, operation: Operation) -> None:
        """An investigation into what was done to the four, against somebody who acts with others and has no name yet."""
        by, when = self.people["wales-investigator"], at("2016-10-20 09:00")
        investigation = justice.open_investigation(
            by=by,
            at=when,
            title="What was done to four people in October",
            crime_reference="NWP-2016-1020",
            agency=self.police,
            area=self.area,
            operation=operation,
        )
        justice.add_suspect(
            investigation,
            by=by,
            at=when,
            name="Whoever drives the workers",
            acts="with-others",
            since=date(2016, 10, 20),
            reason="Told by two of the four",
        )

    def raise_awareness(self, operation: Operation) -> None:
        """A series of events: landlord forums and hotel visits, each with a code that a later report may carry."""
        lead = self.people["awareness"]
        for kind, title, venue, held, audience, attended, campaign in EVENTS:
            event = awareness.plan_event(
                by=lead,
                at=PLANNED,
                kind=kind,
                title=title,
                venue=venue,
                area=self.area,
                held_at=at(held),
                audience=audience,
                campaign=campaign,
                operation=operation,
            )
            awareness.hold(
                event,
                by=lead,
                at=at(held) + timedelta(hours=2),
                attended=attended,
                handed_out="Signs of slavery, in eight languages",
            )

    def after_the_forum(self) -> None:
        """Two days after the forum in Wrexham a landlord calls; the report carries the forum's code."""
        reports.receive(
            by=self.people["wales-handler"],
            at=at("2016-10-19 11:30"),
            desk=self.police,
            door="call",
            area=self.area,
            what="Eleven people's post comes to a house that is let to one.",
            place="Wrexham, LL13 8BG",
            sector="private-house",
            danger="no",
            campaign="LANDLORD-WXM",
        )

    def finish(self, parent: Operation, child: Operation) -> None:
        """Closed on the Friday, with an action list for the partner of every day."""
        office = self.agencies["welsh-government-anti-slavery"]
        for says in (
            "Share the lessons of the week with the other forces of Wales",
            "Agree the dates of the next forums",
        ):
            operations.promise(
                child, by=self.commander, at=at("2016-10-21 16:00"), agency=office, says=says, due_on=date(2016, 12, 1)
            )
        for operation in (child, parent):
            operations.begin_closing(operation, by=self.commander, at=at("2016-10-21 18:00"))
            operations.close(operation, by=self.commander, at=at("2016-10-25 12:00"), why="Figures are signed off.")


CALLED = {"Man, 40s": "Jonas", "Man, 20s": "Sorin", "Woman, 30s": "Ioana", "Woman, 20s": "Mei"}
