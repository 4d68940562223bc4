"""A person in care: who holds them, what they agreed to, what was referred, where they are safe."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, ReferenceField
from sightline.kit.steps import Step
from sightline.operations.models import Team
from sightline.visits.models import Age, Encounter


class Case(Record):
    """A person in care, from the first place of safety to being kept in touch. It holds no name and no address."""

    class State(models.TextChoices):
        TAKEN = "taken", _("In care")
        MADE_SAFE = "made-safe", _("Safe")
        INFORMED = "informed", _("Told their choices")
        WANTS_HELP = "wants-help", _("Wants help")
        DECLINED = "declined", _("Does not want help now")
        FIRST_PLACE = "first-place", _("At a first place of safety")
        IN_SUPPORT = "in-support", _("In support")
        MOVING_ON = "moving-on", _("Moving on")
        IN_TOUCH = "in-touch", _("Kept in touch")
        CLOSED = "closed", _("Closed")

    STEPS = {
        "make_safe": Step({State.TAKEN}, State.MADE_SAFE),
        "inform": Step({State.MADE_SAFE}, State.INFORMED),
        "accept_help": Step({State.INFORMED, State.DECLINED}, State.WANTS_HELP),
        "decline_help": Step({State.INFORMED}, State.DECLINED),
        "reach_first_place": Step({State.WANTS_HELP}, State.FIRST_PLACE),
        "enter_support": Step({State.WANTS_HELP, State.FIRST_PLACE}, State.IN_SUPPORT),
        "move_on": Step({State.IN_SUPPORT}, State.MOVING_ON),
        "keep_in_touch": Step({State.MOVING_ON, State.DECLINED}, State.IN_TOUCH),
        "close": Step({State.IN_TOUCH}, State.CLOSED),
    }

    class Way(models.TextChoices):
        ADULT = "adult", _("Adult")
        CHILD = "child", _("The child way")

    ref = ReferenceField("C")
    state = models.CharField(max_length=20, choices=State.choices, default=State.TAKEN)
    encounter = models.OneToOneField(Encounter, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    age = models.CharField(max_length=10, choices=Age.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    language = models.CharField(max_length=12)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("person in care")
        constraints = [
            carries("opened_by", "area", name="case_carries_opener"),
            carries("team", "area", name="case_carries_team"),
            CarriedKey("encounter", "area", "team", name="case_area_is_the_encounters"),
            models.CheckConstraint(
                condition=models.Q(age="adult") | models.Q(way="child"), name="child_or_unsure_goes_the_child_way"
            ),
        ]


class Holding(Record):
    """Who holds a person in care, in which part, until they hand over: it opens the case to them."""

    class Part(models.TextChoices):
        COORDINATOR = "coordinator", _("Safeguarding coordinator")
        FIRST_RESPONDER = "first responder", _("First responder")
        PLACEMENT = "placement coordinator", _("Placement coordinator")
        SUPPORT_WORKER = "support worker", _("Support worker")
        SOCIAL_WORKER = "social worker", _("Social worker")

    case = models.ForeignKey(Case, models.PROTECT, related_name="holdings")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30, choices=Part.choices)
    first = models.BooleanField(default=False)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("holding of a case")
        indexes = [models.Index(fields=["person", "part"], name="holdings_of_a_person")]
        constraints = [
            CarriedKey("case", "opened_by", "area", name="holding_opener_is_the_cases"),
            models.UniqueConstraint(fields=["case"], condition=models.Q(first=True), name="one_first_holding_a_case"),
            models.UniqueConstraint(
                fields=["case", "person", "part"], condition=models.Q(ended_at__isnull=True), name="held_once"
            ),
        ]


class OfACase(Record):
    """What belongs to one person in care."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Identity(OfACase):
    """Who the person is: a record of its own, for those who speak with them."""

    calls_self = models.CharField(max_length=120)
    full_name = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("identity")


class SafeContact(OfACase):
    """How the person may safely be reached, and what must never be said."""

    how = models.CharField(max_length=200)
    hours = models.CharField(max_length=120, blank=True)
    never = models.CharField(max_length=200, blank=True)
    asked_for = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("safe contact")


class Consent(OfACase):
    """One answer to one purpose. Never changed: a withdrawal is a new answer."""

    class Answer(models.TextChoices):
        GIVEN = "given", _("Agreed")
        REFUSED = "refused", _("Not agreed")
        WITHDRAWN = "withdrawn", _("Taken back")

    purpose = models.SlugField(max_length=40)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    recipient = models.CharField(max_length=160, blank=True)
    how = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    interpreter = models.BooleanField(default=False)
    explained_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        indexes = [models.Index(fields=["case", "-answered_at"], name="consents_of_a_case")]


class Referral(OfACase):
    """What goes to the Home Office: a referral (NRM) with an adult's consent or for a child, else the Duty to Notify."""

    class Kind(models.TextChoices):
        NRM = "nrm", _("Referral (NRM)")
        DTN = "dtn", _("Duty to Notify")

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SENT = "sent", _("Sent")
        RG_POSITIVE = "rg-positive", _("Reasonable grounds: yes")
        RG_NEGATIVE = "rg-negative", _("Reasonable grounds: no")
        CG_POSITIVE = "cg-positive", _("Conclusive grounds: yes")
        CG_NEGATIVE = "cg-negative", _("Conclusive grounds: no")
        WITHDRAWN = "withdrawn", _("Withdrawn by the person")

    STEPS = {
        "send": Step({State.DRAFT}, State.SENT, sets=("sent_at", "sent_by")),
        "decide_reasonable_yes": Step({State.SENT}, State.RG_POSITIVE),
        "decide_reasonable_no": Step({State.SENT}, State.RG_NEGATIVE),
        "decide_conclusive_yes": Step({State.RG_POSITIVE}, State.CG_POSITIVE),
        "decide_conclusive_no": Step({State.RG_POSITIVE}, State.CG_NEGATIVE),
        "withdraw": Step({State.DRAFT, State.SENT, State.RG_POSITIVE}, State.WITHDRAWN),
    }

    ref = ReferenceField("F")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    account = models.TextField(max_length=15_000)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, sent_by__isnull=True)
                | models.Q(sent_at__isnull=False, sent_by__isnull=False),
                name="referral_sent_by_someone",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=~models.Q(state="withdrawn"), name="one_live_referral_a_kind"
            ),
        ]


class FirstPlace(OfACase):
    """The first place of safety, which the rescuing team may know: where people are received, never where they live."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    says = models.CharField(max_length=160)
    since = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("first place of safety")
        constraints = [CarriedKey("case", "team", "area", name="first_place_team_is_the_cases")]


class PlacementRequest(OfACase):
    """A bed asked for, in nameless needs: what the placement coordinator reads and answers."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        TAKEN = "taken", _("Being looked for")
        PLACED = "placed", _("Safe, held by the provider")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {
        "take": Step({State.ASKED}, State.TAKEN, sets=("taken_by",)),
        "place": Step({State.TAKEN}, State.PLACED),
        "withdraw": Step({State.ASKED, State.TAKEN}, State.WITHDRAWN),
    }

    ref = ReferenceField("H")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    to = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    contract = models.SlugField(max_length=60)
    household = models.CharField(max_length=120)
    needs = models.TextField(max_length=2_000, blank=True)
    language = models.CharField(max_length=12)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("request for a place")
        constraints = [carries("to", name="request_carries_provider")]


class Placement(Record):
    """Where a person lives in safety. Read by the placement coordinator and the accepting provider; no other, ever."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered to the provider")
        ACCEPTED = "accepted", _("Accepted")
        ENDED = "ended", _("Ended")

    STEPS = {
        "accept": Step({State.OFFERED}, State.ACCEPTED, sets=("accepted_by",)),
        "end": Step({State.ACCEPTED}, State.ENDED, sets=("ended_at",)),
    }

    ref = ReferenceField("Y")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OFFERED)
    request = models.ForeignKey(PlacementRequest, models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    address = models.TextField(max_length=500)
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("placement")
        constraints = [
            CarriedKey("request", "to", name="placement_provider_is_the_requests"),
            models.UniqueConstraint(fields=["request"], condition=~models.Q(state="ended"), name="one_home_at_a_time"),
        ]


class Relay(OfACase):
    """A line between an investigator and a person in care, by which neither learns where the other is."""

    ref = ReferenceField("W")
    investigator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    calls_self = models.CharField(max_length=120)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("relay")
        constraints = [
            carries("case", "investigator", name="relay_carries_case"),
            models.UniqueConstraint(fields=["case", "investigator"], name="one_relay_a_pair"),
        ]


class RelayMessage(Record):
    """One message through a relay."""

    class State(models.TextChoices):
        WRITTEN = "written", _("Waits to be passed on")
        PASSED_ON = "passed-on", _("Passed on")
        DECLINED = "declined", _("Declined")

    STEPS = {
        "pass_on": Step({State.WRITTEN}, State.PASSED_ON),
        "decline": Step({State.WRITTEN}, State.DECLINED),
    }

    ref = ReferenceField("M")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WRITTEN)
    relay = models.ForeignKey(Relay, models.PROTECT, related_name="messages")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    investigator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2_000)
    from_person_in_care = models.BooleanField(default=False)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("relay message")
        constraints = [CarriedKey("relay", "case", "investigator", name="message_case_is_the_relays")]


class FollowUp(OfACase):
    """A day on which somebody asks how the person is, for as many years as they want."""

    due_on = models.DateField()
    says = models.CharField(max_length=160)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("follow-up")
        indexes = [models.Index(fields=["case", "due_on"], name="follow_ups_of_a_case")]
