"""All that one holder may read of a person in care, gathered for the page in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from sightline.agencies.models import Agency, Person
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.steps import StepTaken, history
from sightline.safeguarding.clocks import Facts
from sightline.safeguarding.models import (
    Acceptance,
    Case,
    Consent,
    FirstPlace,
    FollowUp,
    Holding,
    Identity,
    Placement,
    PlacementRequest,
    Referral,
    Relay,
    RelayMessage,
    SafeContact,
)
from sightline.safeguarding.models.consents import REFERRAL, SUPPORT
from sightline.visits.models import Encounter


@dataclass
class Casebook:
    """One person in care. Lists have the newest first, but for `relays`, `messages` and `follow_ups`.

    None is what is not there, or not for the reader.
    """

    case: Case
    identity: Identity | None
    contact: SafeContact | None
    answers: Sequence[Consent]
    referrals: Sequence[Referral]
    request: PlacementRequest | None
    acceptance: Acceptance | None
    first_place: FirstPlace | None
    met: Encounter | None
    home: Placement | None
    holdings: Sequence[Holding]
    relays: Sequence[Relay]
    messages: Sequence[RelayMessage]
    follow_ups: Sequence[FollowUp]
    steps: Sequence[StepTaken]
    decided: dict[Any, list[StepTaken]] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> "Casebook":
        """Read everything of this case that the reader may."""
        referrals = list(_of(Referral, case).order_by("-drafted_at"))
        return cls(
            case=case,
            identity=_of(Identity, case).order_by("recorded_at").last(),
            contact=_of(SafeContact, case).order_by("recorded_at").last(),
            answers=list(_of(Consent, case).order_by("-answered_at")),
            referrals=referrals,
            request=_of(PlacementRequest, case).exclude(state="withdrawn").first(),
            acceptance=_of(Acceptance, case).order_by("accepted_at").last(),
            first_place=_of(FirstPlace, case).first(),
            met=Encounter.objects.filter(pk=case.encounter_id).first(),
            home=Placement.objects.unaddressed().filter(case=case.pk, state="accepted").first(),
            holdings=list(_of(Holding, case).order_by("-since")),
            relays=list(_of(Relay, case).order_by("opened_at")),
            messages=list(_of(RelayMessage, case).order_by("written_at")),
            follow_ups=list(_of(FollowUp, case).order_by("due_on")),
            steps=history(case),
            decided={referral.pk: history(referral) for referral in referrals},
        )

    @property
    def name(self) -> str:
        """What the person calls themselves, or how they were described when they were met."""
        return self.identity.calls_self if self.identity else self.case.description

    @property
    def referral(self) -> Referral | None:
        """The newest referral or Duty to Notify that was not taken back."""
        return next((each for each in self.referrals if each.state != Referral.State.WITHDRAWN), None)

    def newest(self, purpose: str) -> Consent | None:
        """The answer to that purpose that counts."""
        return next((answer for answer in self.answers if answer.purpose == purpose), None)

    def agreed(self, purpose: str, on: date) -> bool:
        """Whether the person's yes to that purpose holds on that day."""
        answer = self.newest(purpose)
        return answer is not None and answer.live(on)

    def stepped_at(self, verb: str) -> datetime | None:
        """When the case last took that step."""
        return next((step.at for step in self.steps if step.verb == verb), None)

    def decided_at(self, *verbs: str) -> datetime | None:
        """When the referral last took one of these steps."""
        steps = self.decided.get(self.referral.pk, []) if self.referral else []
        return next((step.at for step in steps if step.verb in verbs), None)

    @cached_property
    def people(self) -> dict[Any, Person]:
        """Everybody who did something here, with their agencies, by key; from the open directory."""
        rows: Iterable[Any] = (
            self.case.opened_by_id,
            *(step.by for steps in (self.steps, *self.decided.values()) for step in steps),
            *(answer.explained_by_id for answer in self.answers),
            *(each.drafted_by_id for each in self.referrals),
            *(each.person_id for each in self.holdings),
            *(each.investigator_id for each in self.relays),
            *(each.done_by_id for each in self.follow_ups),
            self.request and self.request.asked_by_id,
            self.acceptance and self.acceptance.support_worker_id,
        )
        wanted = Q(pk__in={key for key in rows if key})
        return {person.pk: person for person in Person.objects.filter(wanted).select_related("agency")}

    @cached_property
    def contractor(self) -> Agency | None:
        """The agency that was asked for a place."""
        return Agency.objects.filter(pk=self.request.to_id).first() if self.request else None

    def facts(self, nation: str) -> Facts:
        """What the clocks go by. nation: of vocabulary, "england-and-wales", "scotland" or "northern-ireland"."""
        return Facts(
            nation=nation,
            child=self.case.goes_the_child_way,
            born_on=self.identity.born_on if self.identity else None,
            met_at=self.case.met_at,
            talked_at=self.stepped_at("inform"),
            at_risk_at=self.stepped_at("accept_help"),
            support_line_called_at=self.request.asked_at if self.request else None,
            interim_safety_at=self.stepped_at("reach_first_place"),
            provider_reached_at=self.acceptance.accepted_at if self.acceptance else None,
            support_entered_at=self.stepped_at("enter_support"),
            support_ended_at=self.stepped_at("keep_in_touch"),
            **self._facts_of_decisions(),
        )

    def _facts_of_decisions(self) -> dict[str, Any]:
        answer, sent = self.newest(REFERRAL), {each.kind: each.sent_at for each in reversed(self.referrals)}
        said_no = answer is not None and answer.answer != Consent.Answer.GIVEN
        return {
            "referral_decided_at": answer.answered_at if answer else sent.get("nrm"),
            "declined_at": answer.answered_at if said_no else None,
            "notified_at": sent.get("dtn"),
            "referred_at": sent.get("nrm"),
            "withdrawn_at": self._withdrawn_at(),
            "support_wanted": self.agreed(SUPPORT, london_day(self.case.opened_at)),
            **self._decision("rg", "decide_reasonable_yes", "decide_reasonable_no"),
            **self._decision("cg", "decide_conclusive_yes", "decide_conclusive_no"),
        }

    def _withdrawn_at(self) -> datetime | None:
        """When the person took a sent referral back, unless they were referred anew since."""
        gone = [each for each in self.referrals if each.sent_at and not each.notifies]
        if not gone or gone[0].state != Referral.State.WITHDRAWN:
            return None
        return next((step.at for step in self.decided[gone[0].pk]), None)

    def _decision(self, which: str, yes: str, no: str) -> dict[str, Any]:
        at = self.decided_at(yes, no)
        outcome = "positive" if self.decided_at(yes) else "negative"
        return {which: outcome if at else "", f"{which}_at": at}


def _of(model: Any, case: Case) -> QuerySet:
    return model.objects.filter(case=case.pk)
