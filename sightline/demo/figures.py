"""What the two statements say, counted from the records, chosen, approved and put into words of our own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sightline.agencies.models import Person
from sightline.demo.moments import STATEMENT, at
from sightline.operations.models import Operation
from sightline.oversight import actions as oversight
from sightline.oversight.models import Figure, Statement

WEEK_SAID = at("2016-10-26 10:00")


class Said(NamedTuple):
    """One figure as it was said: measure, qualifier, value, and the words where no measure has them."""

    measure: str
    qualifier: str
    value: int | None = None
    says: str = ""
    unit: str = ""


NEWCASTLE = [
    Said("days-of-action", "exactly", 2),
    Said("addresses-targeted", "exactly", 8),
    Said("people-arrested", "exactly", 12),
    Said("people-in-custody", "exactly", 7),
    Said("people-made-safe", "exactly", 4),
    Said("partner-agencies", "exactly", 10),
]
WEEK = [
    Said("interventions", "more than", 100),
    Said("soft-interventions", "most"),
    Said("people-made-safe", "exactly", 4),
    Said("alleging-labour", "exactly", 2),
    Said("awareness-events", "a series of"),
    Said("safeguarding-visits", "many"),
    Said("rank", "largest so far", says="rank among weeks of action in the region", unit="weeks"),
]


def publish(week: Operation, newcastle: Operation, people: Mapping[str, Person]) -> None:
    """Count both operations, approve what was said of them, release both statements."""
    wales = [people[key] for key in ("wales-commander", "wales-coordinator", "wales-pcc")]
    tyne = [people[key] for key in ("commander", "coordinator", "pcc")]
    said = figures(week, WEEK, wales, WEEK_SAID, "North Wales Police", "Statement of 26 October 2016")
    others_not_stated(week, wales[0])
    release(week, WEEK_WORDS, said, wales, WEEK_SAID)
    said = figures(newcastle, NEWCASTLE, tyne, STATEMENT, "Northumbria Police", "Statement on the second day")
    release(newcastle, NEWCASTLE_WORDS, said, tyne, STATEMENT)


def figures(
    operation: Operation, said: list[Said], people: list[Person], when: datetime, by_whom: str, source: str
) -> dict[str, Figure]:
    """Each figure proposed and approved by command; fewer than five people released by the safeguarding lead."""
    commander, coordinator, _ = people
    oversight.count(operation, by=commander, at=when)
    made: dict[str, Figure] = {}
    for one in said:
        figure = oversight.propose_figure(
            operation,
            by=commander,
            at=when,
            measure=one.measure,
            qualifier=one.qualifier,
            value=one.value,
            says=one.says,
            unit=one.unit,
            by_whom=by_whom,
            as_at=when,
            source=source,
        )
        oversight.approve_figure(figure, by=commander, at=when)
        if figure.state == Figure.State.HELD:
            oversight.release_small(figure, by=coordinator, at=when)
        made[one.measure] = figure
    return made


def others_not_stated(week: Operation, commander: Person) -> None:
    """The other forces' figures are not stated, and are shown so."""
    assert week.parent is not None  # noqa: S101  the week has a parent by construction
    figure = oversight.propose_figure(
        week.parent,
        by=commander,
        at=WEEK_SAID,
        measure="interventions",
        qualifier="not stated",
        by_whom="The other forces of the North West",
        as_at=WEEK_SAID,
        source="Statement of 26 October 2016",
    )
    oversight.approve_figure(figure, by=commander, at=WEEK_SAID)


class Words(NamedTuple):
    """A statement in our own words, in both languages; {measure} stands for the figure. Quotes are (office, words)."""

    title_en: str
    text_en: str
    title_cy: str
    text_cy: str
    contacts: tuple[str, ...]
    quotes: tuple[tuple[str, int, str, str], ...]


def release(
    operation: Operation, words: Words, said: Mapping[str, Figure], people: list[Person], when: datetime
) -> Statement:
    """Drafted with figures bound inside it, quotations signed off by their offices, checked, released."""
    commander, coordinator, _ = people
    references = {measure.replace("-", "_"): f"[{figure.ref}]" for measure, figure in said.items()}
    statement = oversight.draft_statement(
        operation,
        by=commander,
        at=when,
        title_en=words.title_en,
        text_en=words.text_en.format(**references),
        title_cy=words.title_cy,
        text_cy=words.text_cy.format(**references),
        contacts=words.contacts,
    )
    for office, speaker, english, welsh in words.quotes:
        quotation = oversight.quote(
            statement, by=commander, at=when, office=office, speaker=people[speaker], says_en=english, says_cy=welsh
        )
        oversight.sign_off(quotation, by=people[speaker], at=when)
    oversight.check(statement, by=coordinator, at=when, no_proceedings_harmed=True, names_nobody=True)
    oversight.release(statement, by=commander, at=when)
    return statement


NEWCASTLE_WORDS = Words(
    "Two days of action in the west end of Newcastle",
    "Over {days_of_action} days, officers and {partner_agencies} partner agencies went to {addresses_targeted} addresses. "
    "{people_arrested} people were arrested on suspicion of trafficking people into the UK for exploitation; "
    "{people_in_custody} of them are in custody now. {people_made_safe} people who may be victims are in places of safety, "
    "with support under the national contract that The Salvation Army delivers.\n\n"
    "More action will follow. If something does not seem right, tell your neighbourhood team on 101.",
    "Dau ddiwrnod o weithredu yng ngorllewin Newcastle",
    "Dros {days_of_action} ddiwrnod, aeth swyddogion a {partner_agencies} asiantaeth bartner i {addresses_targeted} cyfeiriad. "
    "Arestiwyd {people_arrested} o bobl ar amheuaeth o fasnachu pobl i'r DU i'w hecsbloetio; "
    "mae {people_in_custody} ohonynt yn y ddalfa nawr. Mae {people_made_safe} o bobl a allai fod yn ddioddefwyr mewn mannau "
    "diogel, gyda chymorth o dan y contract cenedlaethol a ddarperir gan Fyddin yr Iachawdwriaeth.\n\n"
    "Bydd mwy o weithredu. Os nad yw rhywbeth yn teimlo'n iawn, ffoniwch 101.",
    ("police-101",),
    (
        (
            "Detective superintendent, safeguarding department",
            0,
            "Debt and threats hold people as surely as locks. The people we met are safe first; everything else comes after.",
            "Mae dyled a bygythiadau'n dal pobl mor gadarn â chloeon. Mae'r bobl a gyfarfuom yn ddiogel yn gyntaf.",
        ),
        (
            "Police and crime commissioner",
            2,
            "Whoever is caught in this should know that they will be believed and looked after.",
            "Dylai pawb sy'n cael eu dal yn hyn wybod y cânt eu credu ac y gofelir amdanynt.",
        ),
    ),
)
WEEK_WORDS = Words(
    "A week of action against modern slavery in North Wales",
    "North Wales Police took part in a week of action, {rank} that the forces of the North West and Wales have held together. "
    "It made {interventions} interventions, {soft_interventions} of them soft visits to see that people are safe or to tell "
    "owners and staff what to look for. {people_made_safe} people were rescued and are cared for by specialist staff with the "
    "British Red Cross and BAWSO; {alleging_labour} of them allege labour exploitation.\n\n"
    "There was {awareness_events} events for landlords and hotels, and {safeguarding_visits} safeguarding visits to suspected "
    "brothels and other places.",
    "Wythnos o weithredu yn erbyn caethwasiaeth fodern yng Ngogledd Cymru",
    "Cymerodd Heddlu Gogledd Cymru ran mewn wythnos o weithredu, {rank} i heddluoedd y Gogledd Orllewin a Chymru ei chynnal. "
    "Gwnaed {interventions} o ymyriadau, {soft_interventions} ohonynt yn ymweliadau meddal. Achubwyd {people_made_safe} o bobl, "
    "sy'n derbyn gofal gan staff arbenigol gyda'r Groes Goch Brydeinig a BAWSO; mae {alleging_labour} ohonynt yn honni "
    "camfanteisio ar lafur.\n\n"
    "Cynhaliwyd {awareness_events} ddigwyddiadau i landlordiaid a gwestai, a {safeguarding_visits} ymweliadau diogelu.",
    ("police-101", "crimestoppers", "modern-slavery-helpline", "bawso"),
    (
        (
            "Detective inspector, force lead on modern slavery",
            0,
            "Many people do not know that what is done to them has a name. That is why most of our visits begin with a question.",
            "Nid yw llawer yn gwybod bod enw ar yr hyn a wneir iddynt. Dyna pam mae'r rhan fwyaf o'n gwaith yn gofyn cwestiwn.",
        ),
        (
            "Police and crime commissioner",
            2,
            "Every landlord and night porter who knows the signs is one more pair of eyes for somebody who cannot ask.",
            "Mae pob landlord a phorthor nos sy'n adnabod yr arwyddion yn bâr arall o lygaid i rywun na all ofyn.",
        ),
    ),
)
