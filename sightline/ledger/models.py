"""An entry of the ledger. Its table is raw SQL: no foreign keys, and no way to change a row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sightline.kit.records import RecordQuerySet


class Entry(models.Model):
    """One act or look: who, when, in which role, on what, by which rule; names of fields, never values."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    agency = models.UUIDField(null=True)
    roles = ArrayField(models.TextField())
    device = models.TextField()
    act = models.TextField()
    verb = models.TextField()
    kind = models.TextField()
    record = models.UUIDField(null=True)
    subject = models.TextField()
    fields = ArrayField(models.TextField())
    reason = models.TextField()
    purpose = models.TextField()
    rule = models.TextField()
    outcome = models.TextField()
    recipient = models.TextField()
    basis = models.TextField()
    consent = models.UUIDField(null=True)
    asked = models.TextField()
    found = models.IntegerField(null=True)
    request = models.UUIDField(null=True)
    prior = models.UUIDField(null=True)
    leaf = models.BinaryField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "ledger_entry"
        verbose_name = "ledger entry"

    def __str__(self) -> str:
        return f"{self.act} {self.kind}"
