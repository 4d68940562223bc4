"""Looking up a reference or a place: what is hidden and what is not there are the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from sightline.agencies.models import Person
from sightline.kit.records import ReferenceField
from sightline.kit.references import NotAReference, kind_of, tidy_reference
from sightline.ledger.finding import listed
from sightline.ledger.notes import note
from sightline.places.models import Premises
from sightline.trust.forms.sights import asking_about

MOST = 50


@dataclass(frozen=True)
class Page:
    """Where a kind of record is shown. through: the field whose record the page is of, when it has none of its own."""

    name: str
    through: str = ""


PAGES = {
    "P": Page("agencies:colleague"),
    "IN": Page("agencies:invitation"),
    "ID": Page("agencies:name"),
    "TK": Page("agencies:programs"),
    "SA": Page("sharing:agreement"),
    "SG": Page("trust:sight"),
    "CI": Page("trust:conflict"),
    "R": Page("reports:report"),
    "AT": Page("reports:file"),
    "OF": Page("reports:original"),
    "EN": Page("reports:entrust", "report"),
    "LC": Page("reports:report", "report"),
    "DR": Page("reports:draft"),
    "S": Page("intelligence:grade"),
    "I": Page("intelligence:item"),
    "N": Page("intelligence:mention"),
    "Q": Page("intelligence:premises", "premises"),
    "B": Page("intelligence:sector"),
    "L": Page("intelligence:premises"),
    "O": Page("operations:operation"),
    "T": Page("operations:target"),
    "G": Page("operations:team"),
    "K": Page("operations:tasking"),
    "BR": Page("operations:briefing", "team"),
    "X": Page("operations:decisions", "operation"),
    "V": Page("visits:visit"),
    "FN": Page("visits:note"),
    "Z": Page("visits:visit", "visit"),
    "E": Page("visits:encounter"),
    "A": Page("visits:arrest"),
    "C": Page("safeguarding:case"),
    "F": Page("safeguarding:referral"),
    "FU": Page("safeguarding:case", "case"),
    "H": Page("safeguarding:request"),
    "Y": Page("safeguarding:home"),
    "W": Page("safeguarding:relay"),
    "M": Page("safeguarding:relay", "relay"),
    "UR": Page("safeguarding:urgent"),
    "CX": Page("safeguarding:crossing"),
    "CD": Page("safeguarding:crossed"),
    "D": Page("justice:custody"),
    "J": Page("justice:investigation"),
    "U": Page("justice:investigation", "investigation"),
    "OR": Page("justice:investigation", "investigation"),
    "FG": Page("oversight:figure"),
    "ST": Page("oversight:statement"),
    "QU": Page("oversight:quotation"),
    "AW": Page("awareness:event"),
    "RC": Page("trust:change"),
    "EX": Page("trust:export"),
    "RV": Page("trust:review"),
    "UL": Page("trust:one_unusual"),
}

PLACES = {"ledger": "trust:seals"}  # what a notice may be about that is no record


def page_of(words: str) -> str:
    """The address of the page of the record that is meant, if it is one and the reader may see it; else empty."""
    if words in PLACES:
        return reverse(PLACES[words])
    try:
        reference, page = tidy_reference(words), PAGES.get(kind_of(words))
    except NotAReference:
        return ""
    if page is None:
        return ""
    ref = _shown_by(kinds()[kind_of(words)], reference, page)
    note("consult", "look up", asked="a reference", typed=[reference], found=int(bool(ref)))
    return reverse(page.name, args=[ref]) if ref else ""


def to_ask_about(words: str, person: Person) -> str:
    """The reference that this person may ask to see, by its letters alone; empty for none, and for a mere word."""
    return "" if words.isalpha() else asking_about(words, person).get("ref", "")


def places(words: str, person: Person) -> list[Premises]:
    """The places of that name, street, town or postcode that the reader may see."""
    if not words.strip():
        return []
    found = Premises.objects.readable(by=person).matching(words).by_name()
    return listed(found, asked="places by words", typed=[words], most=MOST)


def kinds() -> dict[str, type[Model]]:
    """Every kind of record that has references, by the letters they begin with."""
    fields = [(model, field) for model in apps.get_models() for field in model._meta.fields]
    return {field.prefix: model for model, field in fields if isinstance(field, ReferenceField)}


def _shown_by(model: type[Model], reference: str, page: Page) -> str:
    """The reference of the record that the page is of; empty for what is hidden or absent."""
    field = f"{page.through}__ref" if page.through else "ref"
    return model._default_manager.filter(ref=reference).values_list(field, flat=True).first() or ""
