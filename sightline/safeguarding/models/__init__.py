"""A person in care: who holds them, what they agreed to, what was referred, where they are safe."""

from sightline.safeguarding.models.care import Case, FollowUp, Holding, Identity, SafeContact
from sightline.safeguarding.models.consents import Consent
from sightline.safeguarding.models.crossings import Crossed, Crossing
from sightline.safeguarding.models.places import Acceptance, FirstPlace, Placement, PlacementRequest
from sightline.safeguarding.models.referrals import Referral
from sightline.safeguarding.models.relays import Relay, RelayMessage
from sightline.safeguarding.models.urgent import Urgent

__all__ = [
    "Acceptance",
    "Case",
    "Consent",
    "Crossed",
    "Crossing",
    "FirstPlace",
    "FollowUp",
    "Holding",
    "Identity",
    "Placement",
    "PlacementRequest",
    "Referral",
    "Relay",
    "RelayMessage",
    "SafeContact",
    "Urgent",
]
