"""Newcastle, two days of October 2018: from worried calls to a statement, through the same actions the pages call.

The statement bears no date; its offices place it between 2017 and 2019. Places and people are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from sightline.agencies.models import Agency, Area, Person
from sightline.demo.moments import STATEMENT, at
from sightline.intelligence import actions as intelligence
from sightline.justice import actions as justice
from sightline.operations import actions as operations
from sightline.operations.models import Operation, Tasking, Team
from sightline.places import actions as places
from sightline.places.models import Premises
from sightline.reports import actions as reports
from sightline.safeguarding import actions as safeguarding
from sightline.visits import actions as visits
from sightline.visits.models import Encounter, Visit

PARTNERS = {
    "newcastle-city-council": "Housing, social care, a place for the reception centre",
    "nca": "National tasking, victim interviewers",
    "cps": "Early advice and charging",
    "glaa": "Labour inspection",
    "dwp": "Benefit records",
    "hmrc": "Pay and tax records",
    "nhs": "Health screening at the reception centre",
    "immigration-enforcement": "Identity checks on request; not at the door",
    "british-red-cross": "Reception centre, clothes, tracing of families",
    "hope-for-justice": "Support workers and interpreters",
}


class Place(NamedTuple):
    """A target: what it is, where, what was said of it, who went and when, how many were arrested."""

    kind: str
    name: str
    street: str
    postcode: str
    said: str
    control: tuple[str, ...]
    day: str
    hour: str
    team: int
    arrests: int
    met: tuple[tuple[str, str, str], ...] = ()


PLACES = [
    Place(
        "shared-house",
        "Terraced house",
        "Wingrove Avenue",
        "NE4 9BX",
        "Nine men share three rooms and are collected before dawn.",
        ("debt", "threats"),
        "2018-10-16",
        "06:10",
        0,
        2,
    ),
    Place(
        "car-wash",
        "Hand car wash",
        "Westgate Road",
        "NE4 6AN",
        "Workers sleep in a container behind the wash and are paid in food.",
        ("little-or-no-pay",),
        "2018-10-16",
        "06:10",
        1,
        1,
    ),
    Place(
        "shared-house",
        "Flat above a shop",
        "Stanhope Street",
        "NE4 5JS",
        "A man holds the bank cards of everyone who lives there.",
        ("coercion", "documents-held"),
        "2018-10-16",
        "09:30",
        0,
        1,
    ),
    Place(
        "takeaway-or-restaurant",
        "Takeaway",
        "Elswick Road",
        "NE4 6JH",
        "Kitchen staff are never seen to leave and flinch when spoken to.",
        ("threats",),
        "2018-10-16",
        "10:00",
        1,
        1,
    ),
    Place(
        "shared-house",
        "Terraced house",
        "Croydon Road",
        "NE4 5LP",
        "New people arrive each month and owe for the journey.",
        ("debt",),
        "2018-10-17",
        "06:10",
        0,
        2,
        (
            ("Man, 20s", "ro", "Says that he works to pay off a debt which grows."),
            ("Man, 30s", "ro", "Papers held by the man who drives them."),
        ),
    ),
    Place(
        "factory-or-warehouse",
        "Packing unit",
        "Benwell Lane",
        "NE15 6RX",
        "Twelve-hour nights for forty pounds a week.",
        ("little-or-no-pay", "excessive-hours"),
        "2018-10-17",
        "06:10",
        1,
        2,
        (("Man, 40s", "vi", "Paid once in six weeks; told that his family would suffer."),),
    ),
    Place(
        "shared-house",
        "Terraced house",
        "Fairholm Road",
        "NE4 8AT",
        "A young woman is driven to different addresses.",
        ("threats", "coercion"),
        "2018-10-17",
        "09:40",
        0,
        1,
        (("Young woman, says she is 19", "sq", "Age not sure; someone else answers her phone."),),
    ),
    Place(
        "convenience-store",
        "Shop with rooms above",
        "Adelaide Terrace",
        "NE4 8BL",
        "The man seen driving every van lives here.",
        ("coercion", "debt"),
        "2018-10-17",
        "10:10",
        1,
        2,
    ),
]
TRAFFICKING = "Suspicion of trafficking people into the UK for exploitation"


class Newcastle:
    """The story as it went. Each method is a chapter and says what it needs."""

    def __init__(self, areas: Mapping[str, Area], agencies: Mapping[str, Agency], people: Mapping[str, Person]):
        self.area, self.police = areas["northumbria"], agencies["northumbria-police"]
        self.agencies, self.people = agencies, people
        self.encounters: list[Encounter] = []
        self.arrests: list[Any] = []

    def replay(self) -> Operation:
        """All chapters, from the first call in August to the second afternoon."""
        premises = [self.worried_call(place, number) for number, place in enumerate(PLACES)]
        operation = self.plan(premises)
        self.go(operation)
        self.told_at_a_door(operation)
        self.told_on_paper()
        self.custody(operation)
        self.this_afternoon(operation)
        return operation

    def worried_call(self, place: Place, number: int) -> Premises:
        """A call about a place becomes a report, a sanitised version, graded intelligence, a concern."""
        handler, analyst = self.people["handler"], self.people["analyst"]
        when = at("2018-08-20 10:15") + timedelta(days=4 * number)
        report = reports.receive(
            by=handler,
            at=when,
            desk=self.police,
            door="call",
            area=self.area,
            what=place.said,
            place=f"{place.name}, {place.street}",
            kinds=["forced-work"],
            danger="no",
        )
        reports.take(report, by=handler, at=when)
        sanitised = reports.pass_on(
            report,
            by=handler,
            at=when + timedelta(hours=1),
            area=self.area,
            text=place.said,
            provenance="Somebody who has seen it more than once.",
            place=f"{place.street}, west end of Newcastle",
        )
        premises = places.record_premises(
            by=analyst,
            at=when + timedelta(hours=3),
            kind=place.kind,
            name=place.name,
            area=self.area,
            street=place.street,
            town="Newcastle upon Tyne",
            postcode=place.postcode,
        )
        self.grade(place, sanitised, premises, when + timedelta(hours=4))
        return premises

    def grade(self, place: Place, sanitised: Any, premises: Premises, when: datetime) -> None:
        """The analyst grades what came, notes whom it mentions and says why the place is a concern."""
        analyst = self.people["analyst"]
        item = intelligence.grade(
            sanitised,
            by=analyst,
            at=when,
            agency=self.police,
            source="2",
            assessment="A",
            handling="P",
            exploitation=["labour-forced"],
            control=list(place.control),
            premises=premises,
        )
        intelligence.mention(item, by=analyst, at=when, kind="vehicle", says="White van, NX57 KTR")
        intelligence.raise_concern(
            premises,
            by=analyst,
            at=when,
            exploitation=["labour-forced"],
            control=list(place.control),
            reason=place.said,
            confidence="likely",
        )

    def plan(self, premises: list[Premises]) -> Operation:
        """The commander proposes two days of action with ten partners, chooses eight addresses, forms two teams."""
        commander, when = self.people["commander"], at("2018-10-01 09:00")
        operation = operations.propose(
            by=commander,
            at=when,
            name="Two days in the west end",
            kind="days",
            lead=self.police,
            area=self.area,
            starts_on=date(2018, 10, 16),
            ends_on=date(2018, 10, 17),
            place="West end of Newcastle",
            aims=["protect-people", "robust-response", "key-players", "prevent", "stark-message"],
            concerns=["Human trafficking", "Labour exploitation", "Modern day slavery"],
        )
        for code, brings in PARTNERS.items():
            operations.add_partner(
                operation, by=commander, at=when, agency=self.agencies[code], since=date(2018, 10, 1), brings=brings
            )
        teams = [
            self.team(operation, "Search team one", "officer"),
            self.team(operation, "Search team two", "officer-two"),
        ]
        for place, where in zip(PLACES, premises, strict=True):
            self.target(operation, place, where, teams[place.team])
        return operation

    def team(self, operation: Operation, name: str, leader: str) -> Team:
        """A search team and its people."""
        commander, when = self.people["commander"], at("2018-10-08 11:00")
        team = operations.form_team(operation, by=commander, at=when, name=name, agency=self.police, base="Etal Lane")
        for key in (leader, "partner") if leader == "officer-two" else (leader,):
            operations.join_team(team, by=commander, at=when, person=self.people[key])
        for code in ("warrant", "search", "arrest", "visit_trained"):
            operations.record_capability(
                by=commander,
                at=when,
                person=self.people[leader],
                code=code,
                since=date(2018, 1, 8),
                until=date(2019, 1, 8),
            )
        return team

    def target(self, operation: Operation, place: Place, premises: Premises, team: Team) -> None:
        """An address chosen for an enforced visit, the lower level considered first, tasked to a team and released."""
        commander, when = self.people["commander"], at("2018-10-09 10:00")
        target = operations.propose_target(operation, by=commander, at=when, premises=premises, concern=place.said)
        operations.choose_target(
            target,
            by=commander,
            at=when,
            visit_type="enforced",
            people_at_risk="yes",
            criminality="yes",
            reason="People are believed to be held by debt and threats, and evidence is likely to be on the premises.",
            lower_level="A soft visit would warn those in control at the other addresses, which share a vehicle.",
        )
        starts = at(f"{place.day} {place.hour}")
        tasking = operations.task(
            target,
            by=commander,
            at=when,
            team=team,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            known=place.said,
            linked_start=f"{place.day} {place.hour}" if place.hour == "06:10" else "",
        )
        operations.release(tasking, by=commander, at=at("2018-10-15 17:00"))

    def go(self, operation: Operation) -> None:
        """Two mornings: eight doors, twelve arrests, four people met who may be victims."""
        commander = self.people["commander"]
        operations.decide(
            operation,
            by=commander,
            at=at("2018-10-12 14:00"),
            decided="Enter linked addresses at the same minute.",
            reason="They share a controller and a vehicle.",
            options="One address at a time; soft visits first.",
        )
        operations.approve(operation, by=commander, at=at("2018-10-12 15:00"), why="Risk assessments are signed.")
        for team in Team.objects.filter(operation=operation):
            operations.issue_briefing(
                team,
                by=commander,
                at=at("2018-10-15 17:00"),
                administration="Meet at Etal Lane, 05:15. Reception centre open from 06:00 to 20:00.",
                communications="Channel 4. If asked: we are here to see that everyone is safe.",
                legal="Warrant under PACE section 8. Tell each person why. Section 45 is a question for later.",
            )
        operations.brief(operation, by=commander, at=at("2018-10-15 17:00"))
        operations.go_live(operation, by=commander, at=at("2018-10-16 05:30"))
        for place, tasking in zip(PLACES, self.taskings(operation), strict=True):
            self.visit(place, tasking)

    def taskings(self, operation: Operation) -> list[Tasking]:
        """The taskings in the order of the places."""
        by_address = {tasking.address: tasking for tasking in Tasking.objects.filter(operation=operation)}
        return [next(t for address, t in by_address.items() if place.street in address) for place in PLACES]

    def visit(self, place: Place, tasking: Tasking) -> Visit:
        """One door: what was done and seen, who was met, who was arrested."""
        by = self.people["officer" if place.team == 0 else "officer-two"]
        begun = at(f"{place.day} {place.hour}")
        visit = visits.begin(tasking, by=by, at=begun)
        visits.intervene(visit, by=by, at=begun, kind="enforced", says="Entered under warrant")
        for code in place.control:
            visits.notice_sign(visit, by=by, at=begun + timedelta(minutes=20), code=SIGN_OF[code], basis="seen")
        for number in range(place.arrests):
            self.arrests.append(self.arrest(visit, by, begun + timedelta(minutes=15 + 5 * number)))
        for description, language, says in place.met:
            met = self.meet(visit, by, begun + timedelta(minutes=35), description, language, says)
            self.care(met, len(self.encounters))
            self.encounters.append(met)
        outcome = "potential_victims_found" if place.met else "evidence_found"
        visits.close(
            visit, by=by, at=begun + timedelta(hours=2), outcome=outcome, people_met=place.arrests + len(place.met)
        )
        return visit

    def arrest(self, visit: Visit, by: Person, when: datetime) -> Any:
        """An arrest on suspicion of trafficking."""
        return visits.arrest(
            visit,
            by=by,
            at=when,
            person_says=ARRESTED[len(self.arrests)][0],
            offence=TRAFFICKING,
            grounds="Found in control of the rooms and the papers of others.",
            necessity="Prompt and effective investigation",
        )

    def meet(self, visit: Visit, by: Person, when: datetime, description: str, language: str, says: str) -> Encounter:
        """A person met who may be a victim; a woman whose age is not sure goes the child way."""
        age = "unsure" if "19" in description else "adult"
        return visits.meet(
            visit,
            by=by,
            at=when,
            description=description,
            age=age,
            language=language,
            wish="leave-now",
            concern_says=says,
            alleges=["labour"],
        )

    def care(self, encounter: Encounter, number: int) -> None:
        """A person met is taken into care, before the team leaves, and brought to a first place of safety."""
        coordinator, taken = self.people["coordinator"], encounter.met_at + timedelta(minutes=30)
        case = safeguarding.open_case(encounter, by=coordinator, at=taken, language=encounter.language)
        safeguarding.make_safe(
            case, by=coordinator, at=taken + timedelta(minutes=25), says="With the team's social worker"
        )
        safeguarding.record_identity(case, by=coordinator, at=taken, calls_self=NAMES[number])
        self.choices(case, taken + timedelta(minutes=27), encounter.language)
        if number == 0:
            self.referral_and_home(case, taken + timedelta(hours=3), encounter.language)
        elif number < 3:
            self.ask_for_bed(case, taken + timedelta(hours=2), encounter.language, HOUSEHOLDS[number])

    def choices(self, case: Any, when: datetime, language: str) -> None:
        """Their choices are explained with an interpreter; help never depends on any of them."""
        coordinator = self.people["coordinator"]
        safeguarding.inform(case, by=coordinator, at=when)
        safeguarding.record_consent(
            case,
            by=coordinator,
            at=when,
            purpose="P2",
            answer="given",
            how="spoken",
            language=language,
            interpreter=True,
            recipient="The Salvation Army",
        )
        safeguarding.accept_help(case, by=coordinator, at=when + timedelta(minutes=5))
        safeguarding.reach_first_place(case, by=coordinator, at=when + timedelta(minutes=30), says="Reception centre")

    def referral_and_home(self, case: Any, when: datetime, language: str) -> None:
        """One man agrees to the referral; the Salvation Army finds him a home that no page of ours shows."""
        coordinator, provider = self.people["coordinator"], self.agencies["salvation-army"]
        safeguarding.record_consent(
            case,
            by=coordinator,
            at=when,
            purpose="P1",
            answer="given",
            how="signed",
            language=language,
            interpreter=True,
        )
        safeguarding.record_contact(
            case,
            by=coordinator,
            at=when,
            how="By text, signed “the dentist”",
            hours="After 10:00",
            never="A voice message",
            asked_for="A doctor for his hands, and to tell his mother that he is well",
        )
        for purpose, answer in (("P4", "given"), ("P5", "given"), ("P3", "refused")):
            safeguarding.record_consent(
                case,
                by=coordinator,
                at=when,
                purpose=purpose,
                answer=answer,
                how="spoken",
                language=language,
                interpreter=True,
                recipient="NHS walk-in, hands only" if purpose == "P4" else "",
            )
        referral = safeguarding.draft_referral(case, by=coordinator, at=when, account=ACCOUNT)
        safeguarding.send(referral, by=coordinator, at=when + timedelta(hours=2))
        request = safeguarding.ask_for_place(
            case,
            by=coordinator,
            at=when,
            to=provider,
            contract="avmscc",
            household="One man in his 20s",
            language=language,
        )
        safeguarding.take_request(request, by=self.people["placement"], at=when + timedelta(minutes=20))
        placement = safeguarding.place(
            request, by=self.people["placement"], at=when + timedelta(minutes=50), provider=provider, address=HOME
        )
        safeguarding.accept(placement, by=self.people["support"], at=when + timedelta(hours=1))
        self.open_relay(case, when + timedelta(hours=2))

    def ask_for_bed(self, case: Any, when: datetime, language: str, household: str) -> None:
        """A bed asked for and not found yet: somebody on the desk still waits for the answer."""
        safeguarding.ask_for_place(
            case,
            by=self.people["coordinator"],
            at=when,
            to=self.agencies["salvation-army"],
            contract="avmscc",
            household=household,
            language=language,
        )

    def this_afternoon(self, operation: Operation) -> None:
        """What came in while the teams were out, and the next operation that follows from this one."""
        handler, commander = self.people["handler"], self.people["commander"]
        for time, danger, what, place in TODAY:
            reports.receive(
                by=handler,
                at=at(time),
                desk=self.police,
                door="call",
                area=self.area,
                what=what,
                place=place,
                danger=danger,
            )
        operations.propose(
            by=commander,
            at=at("2018-10-17 15:30"),
            name="More days in the west end",
            kind="days",
            lead=self.police,
            area=self.area,
            starts_on=date(2018, 11, 20),
            ends_on=date(2018, 11, 21),
            place="West end of Newcastle",
            aims=["more-action", "protect-people"],
            follows=operation,
        )

    def told_at_a_door(self, operation: Operation) -> None:
        """A neighbour speaks to an officer at a door; it is written down there, and the desk takes it up."""
        officer, when = self.people["officer"], at("2018-10-16 10:20")
        visit = Visit.objects.get(operation=operation, address__contains="Stanhope Street")
        note = visits.write_note(by=officer, at=when, agency=self.police, visit=visit, **AT_THE_DOOR)
        reports.take(note.report, by=self.people["handler"], at=when + timedelta(minutes=15))
        visits.add_to(note, by=officer, at=when + timedelta(hours=2), key=uuid4(), text=ADDED)

    def told_on_paper(self) -> None:
        """A sheet filled in at a drop-in two days before, typed in as it was written; it waits to be read in English."""
        handler, when = self.people["handler"], at("2018-10-17 11:40")
        reports.type_in(by=handler, at=when, desk=self.police, **ON_PAPER)

    def open_relay(self, case: Any, when: datetime) -> None:
        """The investigator asks one question, by a line that shows neither where the other is."""
        relay = safeguarding.open_relay(
            case, by=self.people["coordinator"], at=when, investigator=self.people["investigator"], calls_self=NAMES[0]
        )
        safeguarding.write(
            relay,
            by=self.people["investigator"],
            at=when + timedelta(minutes=10),
            text="May we ask about the man with the key? One question, 15 minutes.",
        )

    def custody(self, operation: Operation) -> None:
        """Twelve people under arrest: seven are in custody at the statement; of five nothing is said."""
        by = self.people["investigator"]
        investigation = justice.open_investigation(
            by=by,
            at=at("2018-09-20 09:00"),
            title="Trafficking into the west end",
            crime_reference="NP-2018-0917",
            agency=self.police,
            area=self.area,
            operation=operation,
        )
        justice.add_suspect(
            investigation,
            by=by,
            at=at("2018-09-20 09:30"),
            name="The driver of the white van",
            acts="with-others",
            since=date(2018, 9, 20),
            reason="Named in four graded items",
            role_says="Transport and rooms",
        )
        for arrest, (_says, name) in zip(self.arrests, ARRESTED, strict=True):
            taken = justice.take_arrest(arrest, by=by, at=arrest.arrested_at + timedelta(minutes=30), known_as=name)
            justice.attach(taken, by=by, at=arrest.arrested_at + timedelta(minutes=31), investigation=investigation)
            self.hold(taken, arrest.arrested_at)

    def hold(self, custody: Any, arrested_at: datetime) -> None:
        """Booked in and reviewed; those of the first day are no longer held, and the statement says no more of them."""
        by, arrived = self.people["investigator"], arrested_at + timedelta(minutes=45)
        justice.book_in(
            custody,
            by=by,
            at=arrived,
            station="Forth Banks",
            arrived_at=arrived,
            authorised_at=arrived + timedelta(minutes=15),
        )
        review = arrived + timedelta(hours=5, minutes=30)
        if review < STATEMENT:
            justice.record_event(custody, by=by, at=review, kind="review", says="Detention still necessary")
        if arrested_at < at("2018-10-17 00:00"):
            justice.leave_unstated(custody, by=by, at=arrived + timedelta(hours=20))


SIGN_OF = {
    "little-or-no-pay": "below-minimum-pay",
    "coercion": "someone-speaks",
    "excessive-hours": "long-hours",
    "documents-held": "documents-held",
    "threats": "fearful",
    "debt": "in-debt",
}
ARRESTED = [  # as the officer at the door says it, and the name that custody takes
    ("Man, about 50, holds the rent book", "Martin Ashdown"),
    ("Man, 30s, blue tracksuit", "Craig Fenwick"),
    ("Man, 20s, drives the van", "Lee Marlow"),
    ("Man, 40s, at the till", "Stefan Hollis"),
    ("Man, about 60, grey beard", "Paul Dunmore"),
    ("Man, 30s, short hair, scar on the hand", "Viktor Lang"),
    ("Man, 40s, red jacket", "Dean Carrick"),
    ("Man, about 35, keeps the papers", "Adrian Voss"),
    ("Woman, 40s, has the keys", "Joanne Sefton"),
    ("Man, 20s, white trainers", "Kevin Rudge"),
    ("Man, 50s, glasses", "Peter Holm"),
    ("Man, 30s, says he only drives", "Gary Thirlwell"),
]
HOUSEHOLDS = ["", "One man in his 30s", "One man in his 40s"]
TODAY = [
    ("2018-10-17 13:20", "no", "A new man counts the workers out of a van each morning.", "Scotswood Road, NE4 7JL"),
    (
        "2018-10-17 16:05",
        "yes",
        "They are clearing the rooms above the shop and putting people into a car.",
        "Adelaide Terrace, NE4 8BL",
    ),
]
AT_THE_DOOR = {
    "what": "A neighbour says that the van stops at a nail bar too, and that the girls there are fetched after dark.",
    "place": "Nail bar, Bentinck Road, NE4 6UX",
    "signs": ["someone-speaks-for-them"],
    "danger": "no",
}
ADDED = "I was wrong about the van: she says that it is a dark blue one, not the white one."
ON_PAPER = {
    "number": "SH-4K7M-Q2X9",
    "told_on": date(2018, 10, 15),
    "taken_by": "A volunteer at the Monday drop-in, Invented Hall",
    "language": "vi",
    "what": "Tôi làm việc cả ngày và không được trả tiền.",  # I work all day and am not paid.
    "place": "Shields Road, NE6 1DL",
    "signs": ["pay-taken"],
    "danger": "no",
}
NAMES = ["Andrei", "Mihai", "Minh", "Elira"]
HOME = "Flat 3, Invented Court, a street that no page of Sightline shows"
ACCOUNT = (
    "He came in March after a promise of building work. On arrival his papers were taken and he was told that the journey "
    "had to be paid for. He washed cars for twelve hours a day and was given food and ten pounds a week."
)
