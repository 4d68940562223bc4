"""What people bring to teams. It belongs to a person, with dates; what a team can do follows from its people.

A code is one of operations/capabilities, or "interpreter-vi": an interpreter of the language with that code.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.operations.models import Capability, TeamMember

LIST = "operations/capabilities"
LANGUAGES = ("ar", "bg", "cy", "es", "hi", "hu", "lt", "pa", "pl", "pt", "ro", "ru", "sk", "sq", "uk", "ur", "vi")
LANGUAGES_BESIDE = {"zh": "zh-hans"}  # how the framework names them


def says(code: str) -> Promise | str:
    """The words of a capability: "Arrest", "Vietnamese interpreter"; the code itself when it is not known."""
    entry = load(LIST).get(code)
    if entry:
        return entry.label
    kind, _dash, language = code.partition("-")
    if kind != "interpreter" or language not in known_languages():
        return code
    return _("%(language)s interpreter") % {"language": language_name(language)}


def language_name(code: str) -> str:
    """A language in the reader's own: "Vietnamese"."""
    return str(get_language_info(LANGUAGES_BESIDE.get(code, code))["name_translated"])


def known_languages() -> tuple[str, ...]:
    """The codes of the languages that an interpreter may be noted for."""
    return (*LANGUAGES, *LANGUAGES_BESIDE)


def choices() -> list[tuple[str, str]]:
    """All capabilities for a form, by their words; interpreters by language."""
    plain = [(code, str(says(code))) for code in load(LIST) if code != "interpreter"]
    spoken = [(f"interpreter-{code}", str(says(f"interpreter-{code}"))) for code in known_languages()]
    return sorted([*plain, *spoken], key=lambda choice: choice[1])


def gated(codes: Iterable[str]) -> list[str]:
    """Those that need a recorded decision of their own before anyone with them attends."""
    return [code for code in codes if code in load(LIST) and load(LIST)[code].get("gated")]


def of_people(people: Iterable[UUID], on: date) -> dict[UUID, set[str]]:
    """What each of these people can bring on that day; one query."""
    held: dict[UUID, set[str]] = {}
    for person, code in Capability.objects.on(on).filter(person__in=people).values_list("person_id", "code"):
        held.setdefault(person, set()).add(code)
    return held


def of_teams(members: Iterable[TeamMember], on: date) -> dict[UUID, set[str]]:
    """What each team can do on that day, from what its people bring; one query."""
    members = list(members)
    held = of_people({member.person_id for member in members}, on)
    teams: dict[UUID, set[str]] = {member.team_id: set() for member in members}
    for member in members:
        teams[member.team_id] |= held.get(member.person_id, set())
    return teams


def in_words(codes: Iterable[str]) -> str:
    """Capabilities in one line: "Arrest, search of premises, Vietnamese interpreter"."""
    words = sorted((str(says(code)), code) for code in codes)
    later = (word if "-" in code else word[:1].lower() + word[1:] for word, code in words[1:])
    return ", ".join([*(word for word, _code in words[:1]), *later])


def in_short(codes: Iterable[str]) -> str:
    """The first two, an interpreter by the language alone: "Search of premises, Vietnamese"."""
    words = sorted(
        language_name(code.removeprefix("interpreter-")) if "-" in code else str(says(code)) for code in codes
    )
    return ", ".join(words[:2])
