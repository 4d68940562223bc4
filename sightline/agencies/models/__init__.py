"""Agencies, the areas they cover, their people, the roles people hold, and how they sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models.elsewhere import Identity, Provider
from sightline.agencies.models.factors import CodeGenerator, CodeSecret, Passkey
from sightline.agencies.models.invitations import Half, Invitation
from sightline.agencies.models.machines import Token
from sightline.agencies.models.sessions import Session, Tries
from sightline.kit.carried import carries
from sightline.kit.records import Record, ReferenceField

__all__ = [
    "Account",
    "Agency",
    "Area",
    "CodeGenerator",
    "CodeSecret",
    "Grant",
    "Half",
    "Identity",
    "Invitation",
    "Passkey",
    "Person",
    "Provider",
    "Role",
    "Session",
    "Token",
    "Tries",
]


class Role(models.TextChoices):
    """The one vocabulary of roles, in code and on pages (trust, section 3)."""

    CALL_HANDLER = "call handler", _("Call handler")
    ANALYST = "analyst", _("Intelligence analyst")
    COMMANDER = "operation commander", _("Operation commander")
    VISITING_OFFICER = "visiting officer", _("Visiting officer")
    VISITING_PARTNER = "visiting partner", _("Visiting partner")
    COORDINATOR = "safeguarding coordinator", _("Safeguarding coordinator")
    PLACEMENT = "placement coordinator", _("Placement coordinator")
    SUPPORT_WORKER = "support worker", _("Support worker")
    INVESTIGATOR = "investigator", _("Investigator")
    IMMIGRATION = "immigration partner", _("Immigration partner")
    AWARENESS = "awareness lead", _("Awareness lead")
    OVERSIGHT = "oversight", _("Oversight")
    AUDITOR = "auditor", _("Data-protection auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Area(Record):
    """A police area: the unit in which roles, reports and operations are placed."""

    SUBJECT = ""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    nation = models.CharField(max_length=20)
    region = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("police area")


class Agency(Record):
    """A partner: a police force, council, regulator, health body or charity, as it was called at the time."""

    SUBJECT = ""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    regime = models.CharField(max_length=20, default="uk-gdpr")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="agencies")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        verbose_name = _("agency")

    def __str__(self) -> str:
        return self.name


class Person(Record):
    """A member of staff: a directory entry that signed-in staff may read."""

    SUBJECT = "professional"

    ref = ReferenceField("P")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="people")

    class Meta:
        verbose_name = _("person")
        constraints = [carries("agency", name="person_carries_agency")]

    def __str__(self) -> str:
        return self.name


class Grant(Record):
    """A role held at an agency, in an area or everywhere, from one moment to another: role and place are one fact."""

    SUBJECT = "professional"

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40, choices=Role.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("grant of a role")
        indexes = [models.Index(fields=["person", "role"], name="grants_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="grant_ends_after_it_starts",
            )
        ]


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by the name it signs in with."""

    def get_by_natural_key(self, name: str | None) -> Account:
        return self.get(name=name)


class Account(AbstractBaseUser):
    """What a person signs in with; apart from the directory, and closed to every working role."""

    SUBJECT = "professional"

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "name"
    objects = AccountManager()

    class Meta:
        verbose_name = _("account")

    def __str__(self) -> str:
        return self.name
