"""Teams, who is on them and what each person brings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, ReferenceField
from sightline.operations.models.operation import DatedQuerySet, OfAnOperation


class Team(OfAnOperation):
    """People who go together."""

    SUBJECT = ""

    ref = ReferenceField("G")
    name = models.CharField(max_length=80)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    base = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("team")
        constraints = [
            carries("operation", "area", name="team_carries_operation"),
            CarriedKey("operation", "area", name="team_area_is_the_operations"),
            models.UniqueConstraint(fields=["operation", "name"], name="one_team_a_name"),
        ]


class TeamMember(OfAnOperation):
    """A person on a team, until they leave it: the grant that opens the team's visits to them."""

    SUBJECT = "professional"

    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("team member")
        indexes = [models.Index(fields=["person", "team"], name="teams_of_a_person")]
        constraints = [
            CarriedKey("team", "operation", "area", name="member_operation_is_the_teams"),
            models.UniqueConstraint(
                fields=["team", "person"], condition=models.Q(until__isnull=True), name="on_a_team_once"
            ),
        ]


class Capability(Record):
    """What a person can bring to a team, as trained or cleared until a day."""

    SUBJECT = "professional"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("capability")
