"""Finding a person a bed: where they are received first, what is asked for, who offers it and who says yes."""

from datetime import datetime

from django.utils.translation import gettext as _

from sightline.agencies.models import Agency, Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.safeguarding.models import Acceptance, Case, FirstPlace, Identity, Placement, PlacementRequest
from sightline.safeguarding.naming import told_in


@action("reach_first_place")
def reach_first_place(case: Case, *, by: Person, at: datetime, says: str = "") -> FirstPlace:
    """The person has arrived at a first place of safety. says: where people are received, never where they live.

    The team that met the person may read this much.
    """
    advance(case, "reach_first_place", by=by, at=at)
    return FirstPlace.objects.create(
        case_id=case.pk,
        area_id=case.area_id,
        team_id=case.team_id,
        description=case.description,
        says=says or _("A first place of safety"),
        since=at,
        recorded_by=by,
    )


@action("ask_for_a_place", act="disclose")
def ask_for_place(
    case: Case, *, by: Person, at: datetime, to: Agency, contract: str, household: str, language: str, needs: str = ""
) -> PlacementRequest:
    """Ask the provider of a support contract for a bed, in nameless needs.

    to: the provider whose placement coordinators read it. contract: a code of vocabulary/support_contracts.toml.
    Raises Refused for a child, whom the local authority places; WrongStep when the words tell who the person is.
    """
    if told_in(f"{household}\n{needs}", Identity.objects.filter(case=case.pk).names()):
        raise WrongStep("ask_for_a_place", case)
    also_note(recipient_agency=to.pk)
    return PlacementRequest.objects.create(
        case_id=case.pk,
        area_id=case.area_id,
        to=to,
        contract=contract,
        household=household,
        needs=needs,
        language=language,
        asked_by=by,
        asked_at=at,
    )


@action("take")
def take_request(request: PlacementRequest, *, by: Person, at: datetime) -> PlacementRequest:
    """Begin to look for the bed. Raises WrongStep when a colleague already does."""
    advance(request, "take", by=by, at=at, taken_by=by)
    return request


@action("place", act="disclose")
def place(request: PlacementRequest, *, by: Person, at: datetime, provider: Agency, address: str) -> Placement:
    """Offer the person to a provider who has the bed. Only they and the placement coordinators read the address.

    May be done again once a provider has declined; Taken while another offer stands.
    """
    advance(request, "place", by=by, at=at)
    also_note(recipient_agency=provider.pk)
    return Placement.objects.create(
        request=request,
        case_id=request.case_id,
        to_id=request.to_id,
        provider=provider,
        household=request.household,
        needs=request.needs,
        language=request.language,
        address=address,
        placed_by=by,
        placed_at=at,
    )


@action("accept")
def accept(placement: Placement, *, by: Person, at: datetime) -> Acceptance:
    """The provider says yes, and `by` will support the person: the coordinator can now hand over to them."""
    advance(placement, "accept", by=by, at=at, accepted_by=by)
    return Acceptance.objects.create(
        placement=placement,
        case_id=placement.case_id,
        to_id=placement.to_id,
        provider_id=placement.provider_id,
        support_worker=by,
        accepted_at=at,
    )


@action("decline")
def decline_place(placement: Placement, *, by: Person, at: datetime, why: str) -> Placement:
    """The provider says no and why; the placement coordinator looks on."""
    advance(placement, "decline", by=by, at=at, why=why)
    return placement
