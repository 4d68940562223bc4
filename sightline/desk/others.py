"""What the reader has asked of others and waits for: whose turn it is, what they were asked, since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sightline.agencies.models import Agency, Person
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.templatetags.kit import day, moment
from sightline.operations.models import Operation, PartnerAction
from sightline.oversight.models import Figure, Quotation
from sightline.reports.models import SanitisedReport
from sightline.safeguarding.inbox import may_do
from sightline.safeguarding.models import Acceptance, PlacementRequest, Referral, RelayMessage
from sightline.visits.models import Encounter

MOST = 8  # of each kind: what is older is on the stage's own page


@dataclass(frozen=True, slots=True)
class Asked:
    """Something asked of somebody. who: whose turn it is; says: what was asked and since when."""

    who: str | Promise
    says: str
    url: str
    ref: str = ""


def asked(person: Person, now: datetime) -> list[Asked]:
    """Everything that this person waits for."""
    sources = (beds, decisions, relays, hand_overs, promises, sign_offs, small_figures, rewrites)
    return [one for source in sources for one in source(person, now)]


def beds(person: Person, now: datetime) -> Iterator[Asked]:
    """Beds asked for people whom the reader holds, until a provider has said yes."""
    accepted = Exists(Acceptance.objects.filter(case=OuterRef("case")))
    open_ones = PlacementRequest.objects.filter(state__in=["asked", "taken", "placed"]).exclude(accepted)
    mine = may_do(open_ones, "withdraw", person).order_by("asked_at")[:MOST]
    names = Agency.objects.in_bulk([request.to_id for request in mine])
    for request in mine:
        offered = request.state == PlacementRequest.State.PLACED
        says = _("A provider’s answer on a bed, asked %(when)s") if offered else _("A bed, asked %(when)s")
        url = reverse("safeguarding:request", args=[request.ref])
        yield Asked(names[request.to_id].name, says % {"when": moment(request.asked_at)}, url, request.ref)


def decisions(person: Person, now: datetime) -> Iterator[Asked]:
    """Referrals that were sent and not decided."""
    sent = Referral.objects.filter(state=Referral.State.SENT, kind=Referral.Kind.NRM)
    for referral in may_do(sent, "decide", person).order_by("sent_at")[:MOST]:
        says = _("A decision on a referral, sent %(when)s") % {"when": moment(referral.sent_at)}
        url = reverse("safeguarding:referral", args=[referral.ref])
        yield Asked(_("The Home Office"), says, url, referral.ref)


def relays(person: Person, now: datetime) -> Iterator[Asked]:
    """Questions that the reader sent through a relay."""
    mine = RelayMessage.objects.waiting().filter(written_by=person.pk).select_related("relay")
    for message in mine[:MOST]:
        says = _("A question to pass on, written %(when)s") % {"when": moment(message.written_at)}
        url = reverse("safeguarding:relay", args=[message.relay.ref])
        yield Asked(_("Whoever looks after the person"), says, url, message.relay.ref)


def hand_overs(person: Person, now: datetime) -> Iterator[Asked]:
    """People whom the reader's team met and whom nobody has taken into care yet."""
    for met in may_do(Encounter.objects.waiting(), "raise_concern", person).order_by("met_at")[:MOST]:
        words = {"who": met.description, "when": moment(met.met_at)}
        says = _("Take over: %(who)s, met %(when)s") % words
        yield Asked(_("Safeguarding"), says, reverse("visits:encounter", args=[met.ref]), met.ref)


def promises(person: Person, now: datetime) -> Iterator[Asked]:
    """What partners have promised for the operations that the reader plans."""
    open_ones = PartnerAction.objects.filter(done_on=None).exclude(agency=person.agency_id).select_related("agency")
    mine = list(may_do(open_ones, "tick", person).order_by("due_on")[:MOST])
    operations = Operation.objects.in_bulk([action.operation_id for action in mine])
    for action in mine:
        late = action.due_on is not None and action.due_on < london_day(now)
        by = _("%(says)s, late since %(day)s") if late else _("%(says)s, by %(day)s")
        says = by % {"says": action.says, "day": day(action.due_on)} if action.due_on else action.says
        url = reverse("operations:partners", args=[operations[action.operation_id].ref])
        yield Asked(action.agency.name, says, url)


def sign_offs(person: Person, now: datetime) -> Iterator[Asked]:
    """Offices that have not signed off their words in a statement that the reader drafted."""
    words = Quotation.objects.waiting().filter(statement__drafted_by=person.pk).exclude(speaker=person.pk)
    for quotation in words.select_related("statement").order_by("office")[:MOST]:
        url = reverse("oversight:statement", args=[quotation.statement.ref])
        yield Asked(quotation.office, _("Sign-off of its words in a statement"), url, quotation.statement.ref)


def small_figures(person: Person, now: datetime) -> Iterator[Asked]:
    """Figures under five that the reader approved and the safeguarding lead has not released."""
    for figure in Figure.objects.held().filter(approved_by=person.pk).order_by("as_at")[:MOST]:
        says = _("Release a figure under 5: %(what)s") % {"what": figure.says}
        yield Asked(_("The safeguarding lead"), says, reverse("oversight:figure", args=[figure.ref]), figure.ref)


def rewrites(person: Person, now: datetime) -> Iterator[Asked]:
    """What the analysts of the reader's area sent back to a desk."""
    back = SanitisedReport.objects.sent_back().select_related("desk").order_by("written_at")
    for report in may_do(back, "grade", person)[:MOST]:
        yield Asked(report.desk.name, _("Write a report again"), reverse("intelligence:inbox"), report.ref)
