"""Counts are for command and safeguarding; approved figures also for oversight; released statements for everybody."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import confirmed_lately, rule
from sightline.operations.models import Operation, Team
from sightline.oversight.counting import measures_named
from sightline.oversight.models import Count, Figure, Quotation, Statement
from sightline.sharing.conflicts import in_conflict


@rule
def commanders_of_the_area() -> Q:
    """the operation commanders of the area"""
    return Q(area__in=me.areas_as("operation commander"))


@rule
def coordinators_of_the_area() -> Q:
    """the safeguarding coordinators of the area"""
    return Q(area__in=me.areas_as("safeguarding coordinator"))


@rule
def oversight_once_approved() -> Q:
    """those who oversee the area, once it has been approved"""
    return Q(approved_at__isnull=False, area__in=me.areas_as("oversight"))


@rule
def oversight_of_the_area() -> Q:
    """those who oversee the area"""
    return Q(area__in=me.areas_as("oversight"))


@rule
def the_speaker() -> Q:
    """the office that is quoted"""
    return Q(speaker=me.id)


@rule
def once_released() -> Q:
    """everybody, once released"""
    return Q(state__in=["released", "superseded"])


@rule
def once_published() -> Q:
    """everybody, once a released statement has said it"""
    return Q(published_at__isnull=False)


@rule
def counting() -> Q:
    """the counting role, which reads what a figure's definition names and writes counts"""
    return Q(pk__isnull=False)


class CountPolicy(Policy):
    model = Count
    shares = "figures"
    see = commanders_of_the_area | coordinators_of_the_area
    never = in_conflict(Count)


class CounterPolicy(Policy):
    model = Count
    role = "sl_counter"
    add = counting


class CountedOperationPolicy(Policy):
    model = Operation
    role = "sl_counter"
    see = counting


class CountedTeamPolicy(Policy):
    model = Team
    role = "sl_counter"
    see = counting


for counted in measures_named():
    type(f"Counted{counted.__name__}Policy", (Policy,), {"model": counted, "role": "sl_counter", "see": counting})


class FigurePolicy(Policy):
    model = Figure
    shares = "figures"
    see = commanders_of_the_area | coordinators_of_the_area | oversight_once_approved | once_published
    add = commanders_of_the_area
    approve = commanders_of_the_area & confirmed_lately
    hold = supersede = commanders_of_the_area
    release_small = coordinators_of_the_area & confirmed_lately
    keep_small = coordinators_of_the_area
    publish = commanders_of_the_area.setting("published_at")
    never = in_conflict(Figure)


class PublicFigurePolicy(Policy):
    model = Figure
    role = "sl_public"
    see = once_published


class StatementPolicy(Policy):
    model = Statement
    shares = "figures"
    see = commanders_of_the_area | coordinators_of_the_area | oversight_of_the_area | once_released
    add = commanders_of_the_area
    amend = commanders_of_the_area.setting("title_en", "title_cy", "text_en", "text_cy", "contacts", "embargo_until")
    check = coordinators_of_the_area
    quote = commanders_of_the_area
    release = commanders_of_the_area & confirmed_lately
    reopen = supersede = commanders_of_the_area
    never = in_conflict(Statement)


class PublicStatementPolicy(Policy):
    model = Statement
    role = "sl_public"
    see = once_released


class QuotationPolicy(Policy):
    model = Quotation
    shares = "figures"
    see = commanders_of_the_area | coordinators_of_the_area | oversight_of_the_area | the_speaker
    add = commanders_of_the_area
    sign_off = the_speaker
    withdraw = commanders_of_the_area
    never = in_conflict(Quotation)
