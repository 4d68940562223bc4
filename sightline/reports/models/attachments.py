"""Files that came with a report: a clean copy to look at, the sealed original apart, and who is let see them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, ReferenceField
from sightline.kit.sealed import SealedBytesField
from sightline.reports.models.why import Why


class Attachment(Record):
    """A file as it may be looked at: its copy was made anew here. Its name is kept nowhere."""

    SUBJECT = "reporter"

    class Kind(models.TextChoices):
        PICTURE = "picture", _("Picture")
        DOCUMENT = "document", _("Document")
        TEXT = "text", _("Text")
        OFFICE = "office", _("Office document")
        SOUND = "sound", _("Sound")
        VIDEO = "video", _("Video")
        UNKNOWN = "unknown", _("Something else")

    class State(models.TextChoices):
        CLEAN = "clean", _("Clean copy")
        SEALED = "sealed", _("Sealed")
        REFUSED = "refused", _("Not kept")

    Why = Why

    ref = ReferenceField("AT")
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="attachments")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    outcome = models.CharField(max_length=20, choices=State.choices)
    why = models.CharField(max_length=20, choices=Why.choices, blank=True)
    size = models.PositiveIntegerField()
    scanned = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    copy = SealedBytesField()

    class Meta:
        verbose_name = _("attachment")
        indexes = [
            models.Index(fields=["report", "received_at"], name="attachments_of_a_report"),
            models.Index(fields=["area", "-received_at"], name="attachments_of_an_area"),
        ]
        constraints = [
            CarriedKey("report", "desk", name="attachment_desk_is_the_reports"),
            CarriedKey("report", "partner", name="attachment_partner_is_the_reports"),
        ]

    @property
    def is_clean(self) -> bool:
        """Whether there is a copy that is safe to open."""
        return self.outcome == self.State.CLEAN


class Original(Record):
    """The file as it came, sealed: its notes may matter in court, and may unmask the source."""

    SUBJECT = "reporter"

    ref = ReferenceField("OF")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="original")
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="+")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    mark = models.CharField(max_length=64)
    content = SealedBytesField()

    class Meta:
        verbose_name = _("original file")
        constraints = [
            CarriedKey("report", "desk", name="original_desk_is_the_reports"),
            CarriedKey("report", "partner", name="original_partner_is_the_reports"),
        ]


class Entrusted(Record):
    """A person who may look at the files of a report, named by its desk: until when, and why."""

    SUBJECT = "reporter"

    ref = ReferenceField("EN")
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="+")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("person entrusted with files")
        indexes = [models.Index(fields=["person"], name="entrusted_of_a_person")]
        constraints = [CarriedKey("report", "desk", name="entrusted_desk_is_the_reports")]
