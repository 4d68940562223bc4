"""Translations: of our own sentences, checked by native speakers; and of what a reporter wrote, beside the original."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.carried import CarriedKey
from sightline.kit.records import Record, RecordQuerySet
from sightline.kit.sealed import SealedTextField

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class ReviewerQuerySet(RecordQuerySet):
    """Lists of reviewers."""

    def standing(self, at: datetime) -> Self:
        """Those who may review at that moment."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=at), since__lte=at)


class Reviewer(Record):
    """Who speaks a language as their own and may check our sentences in it, named by an administrator for a time."""

    SUBJECT = ""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, choices=LANGUAGES)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        verbose_name = _("reviewer of a language")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"],
                condition=models.Q(until__isnull=True),
                name="reviewer_of_a_language_once",
            )
        ]


class WordingQuerySet(RecordQuerySet):
    """Lists of wordings."""

    def newest(self, language: str) -> Self:
        """What was said last of each sentence in that language."""
        return self.filter(language=language).order_by("sentence", "form", "-at").distinct("sentence", "form")


class Wording(Record):
    """What a native speaker says one of our sentences should be: as it was (approved), or better (corrected).

    sentence: the English as written. form: which plural form, 0 where there is one. Never changed: a later one counts.
    """

    SUBJECT = ""

    language = models.CharField(max_length=12, choices=LANGUAGES)
    sentence = models.TextField(max_length=1_000)
    form = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(max_length=1_500)
    corrected = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        indexes = [models.Index(fields=["language", "-at"], name="wordings_of_a_language")]


class Translation(Record):
    """A second text beside what a reporter wrote: into which language, by whom or by a machine, and when.

    of: the name of the report's field. No level is ever lowered on it.
    """

    SUBJECT = "reporter"

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="translations")
    desk = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    of = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    text = SealedTextField(max_length=12_000)
    machine = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("translation")
        indexes = [models.Index(fields=["report", "at"], name="translations_of_a_report")]
        constraints = [CarriedKey("report", "desk", name="translation_desk_is_the_reports")]
