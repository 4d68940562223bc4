"""Newcastle, two days of October 2018: from worried calls to a statement, through the same actions the pages call.

The statement bears no date; its offices place it between 2017 and 2019. Places and people are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sightline.agencies.models import Agency, Area, Person
from sightline.demo.moments import STATEMENT, at
from sightline.demo.newcastle_script import (
    ACCOUNT,
    ADDED,
    ARRESTED,
    AT_THE_DOOR,
    HOME,
    HOUSEHOLDS,
    NAMES,
    ON_PAPER,
    ON_THE_PAGE,
    PARTNERS,
    PLACES,
    SIGN_OF,
    TODAY,
    TRAFFICKING,
    Place,
)
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
        self.told_on_the_page()
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
            sector=place.sector,
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
            self.refer(case, taken + timedelta(hours=3), encounter.language)
            self.find_home(case, taken + timedelta(hours=3), encounter.language)
            self.open_relay(case, taken + timedelta(hours=5))
        elif number < 3:
            self.ask_for_bed(case, taken + timedelta(hours=2), encounter.language, HOUSEHOLDS[number])

    def choices(self, case: Any, when: datetime, language: str) -> None:
        """Their choices are explained with an interpreter; help never depends on any of them."""
        coordinator = self.people["coordinator"]
        safeguarding.inform(case, by=coordinator, at=when)
        self.answer(case, when, "P2", language=language, recipient="The Salvation Army")
        safeguarding.accept_help(case, by=coordinator, at=when + timedelta(minutes=5))
        safeguarding.reach_first_place(case, by=coordinator, at=when + timedelta(minutes=30), says="Reception centre")

    def answer(
        self, case: Any, when: datetime, purpose: str, answer: str = "given", how: str = "spoken", **more: Any
    ) -> None:
        """One answer of theirs, to a purpose by its code, with an interpreter."""
        said = {"purpose": purpose, "answer": answer, "how": how, "interpreter": True}
        safeguarding.record_consent(case, by=self.people["coordinator"], at=when, **said, **more)

    def refer(self, case: Any, when: datetime, language: str) -> None:
        """One man agrees to the referral, and says how he may be reached and what else he wants."""
        coordinator = self.people["coordinator"]
        self.answer(case, when, "P1", how="signed", language=language)
        safeguarding.record_contact(
            case,
            by=coordinator,
            at=when,
            how="By text, signed “the dentist”",
            hours="After 10:00",
            never="A voice message",
            asked_for="A doctor for his hands, and to tell his mother that he is well",
        )
        self.answer(case, when, "P4", language=language, recipient="NHS walk-in, hands only")
        self.answer(case, when, "P5", language=language)
        self.answer(case, when, "P3", "refused", language=language)
        referral = safeguarding.draft_referral(case, by=coordinator, at=when, account=ACCOUNT)
        safeguarding.send(referral, by=coordinator, at=when + timedelta(hours=2))

    def find_home(self, case: Any, when: datetime, language: str) -> None:
        """The Salvation Army finds him a home that no page of ours shows."""
        provider, placing = self.agencies["salvation-army"], self.people["placement"]
        request = self.ask_for_bed(case, when, language, "One man in his 20s")
        safeguarding.take_request(request, by=placing, at=when + timedelta(minutes=20))
        found = when + timedelta(minutes=50)
        placement = safeguarding.place(request, by=placing, at=found, provider=provider, address=HOME)
        safeguarding.accept(placement, by=self.people["support"], at=when + timedelta(hours=1))

    def ask_for_bed(self, case: Any, when: datetime, language: str, household: str) -> Any:
        """A bed asked for; until one is found, somebody on the desk waits for the answer."""
        return safeguarding.ask_for_place(
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
        for time, danger, what, place, sector in TODAY:
            reports.receive(
                by=handler,
                at=at(time),
                desk=self.police,
                door="call",
                area=self.area,
                what=what,
                place=place,
                sector=sector,
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

    def told_on_the_page(self) -> None:
        """What four people told on the public page on the day, in their own languages; nobody has read it yet."""
        for time, told in ON_THE_PAGE:
            reports.receive_from_public(by=None, at=at(time), key=str(uuid4()), danger="no", **told)

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
