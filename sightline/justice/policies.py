"""An investigation is its investigators'; custody is open to the investigators and custody officers of the area."""

from django.db.models import Q

from sightline.justice.models import Custody, CustodyEvent, Investigation, Investigator, Order, Suspect
from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.sharing.conflicts import in_conflict
from sightline.sharing.sights import in_sight


@rule
def leading_it() -> Q:
    """whoever leads the investigation"""
    return Q(lead=me.id)


@rule
def working_on_it() -> Q:
    """the investigators of the case"""
    return Q(pk__in=me.investigations)


@rule
def working_on_the_case() -> Q:
    """the investigators of the case"""
    return Q(investigation__in=me.investigations)


@rule
def leads_in_their_area() -> Q:
    """an investigator of the area, as its lead"""
    return Q(lead=me.id, area__in=me.areas_as("investigator"))


@rule
def themselves() -> Q:
    """the investigator themselves"""
    return Q(person=me.id)


@rule
def investigators_of_the_area() -> Q:
    """the investigators and custody officers of the area"""
    return Q(area__in=me.areas_as("investigator"))


@rule
def commanding() -> Q:
    """the commander of the operation"""
    return Q(operation__in=me.operations_as("commander"))


by_sight_of_the_case = in_sight("by sight of the case", "investigation", "investigation")
by_sight_of_it = in_sight("by sight of it", "custody")
by_sight_of_the_custody = in_sight("by sight of the custody", "custody", "custody")


class InvestigationPolicy(Policy):
    model = Investigation
    shares = "investigations"
    see = leading_it | working_on_it
    add = leads_in_their_area
    close = leading_it
    work = leading_it | working_on_it
    staff = leading_it
    never = in_conflict(Investigation)


class InvestigatorPolicy(Policy):
    model = Investigator
    shares = "investigations"
    see = themselves | leading_it | working_on_the_case
    add = leading_it
    leave = leading_it.setting("until")
    never = in_conflict(Investigator)


class SuspectPolicy(Policy):
    model = Suspect
    shares = "investigations"
    see = working_on_the_case | by_sight_of_the_case
    add = working_on_the_case
    never = in_conflict(Suspect)


class OrderPolicy(Policy):
    model = Order
    shares = "investigations"
    see = working_on_the_case | by_sight_of_the_case
    add = working_on_the_case
    never = in_conflict(Order)


class CustodyPolicy(Policy):
    model = Custody
    shares = "arrests"
    see = investigators_of_the_area | commanding | by_sight_of_it
    add = investigators_of_the_area
    book_in = bail = release = charge = investigators_of_the_area
    end_without_action = leave_unstated = record = investigators_of_the_area
    attach = investigators_of_the_area.setting("investigation")
    raise_concern = investigators_of_the_area.setting("may_be_victim", "safeguarding_told_at")
    never = in_conflict(Custody)


class CustodyEventPolicy(Policy):
    model = CustodyEvent
    shares = "arrests"
    see = investigators_of_the_area | by_sight_of_the_custody
    add = investigators_of_the_area
