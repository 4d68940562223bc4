"""A time-limited sight as a rule: the part of a record that two people opened to one, for an hour."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.rules import Rule
from sightline.kit.vocabulary import load
from sightline.sharing.models.sights import PARTS


def in_sight(name: str, part: str, column: str = "pk") -> Rule:
    """Whoever was let see that part (sharing/sights) of the record that the column names; of the row itself by default.

    name: the rule's own, as it keeps its number.
    """
    who = " or ".join(load(PARTS)[part].get("asks"))
    says = f"the {who} for whom two people opened it for an hour"
    return Rule(name, says, lambda: Q(**{f"{column}__in": me.sights(part)}))
