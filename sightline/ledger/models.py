"""Entries of the ledger and their seals. Their tables are raw SQL: no foreign keys, and no way to change a row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sightline.kit.records import Record, RecordQuerySet
from sightline.ledger.heads import Head, Signed


class Entry(models.Model):
    """One act or look: who, when, in which role, on what, by which rule; names of fields, never values."""

    SUBJECT = "professional"

    id = models.UUIDField(primary_key=True)
    form = models.SmallIntegerField(null=True)
    at = models.DateTimeField()
    clock = models.TextField(null=True)  # noqa: DJ001  empty fields are left out of the mark
    actor = models.UUIDField(null=True)
    acting_for = models.UUIDField(null=True)
    agency = models.UUIDField(null=True)
    roles = ArrayField(models.TextField())
    device = models.TextField()
    act = models.TextField()
    verb = models.TextField()
    kind = models.TextField()
    record = models.UUIDField(null=True)
    subject = models.TextField()
    fields = ArrayField(models.TextField())
    changed = models.JSONField(null=True)
    reason = models.TextField()
    code = models.TextField(null=True)  # noqa: DJ001
    purpose = models.TextField()
    rule = models.TextField()
    outcome = models.TextField()
    recipient = models.TextField()
    recipient_person = models.UUIDField(null=True)
    recipient_agency = models.UUIDField(null=True)
    country = models.TextField(null=True)  # noqa: DJ001
    basis = models.TextField()
    consent = models.UUIDField(null=True)
    asked = models.TextField()
    fingerprint = models.TextField(null=True)  # noqa: DJ001
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


class Seal(Record):
    """A head as it was signed. `peaks` and `horizon` are the sealer's own notes of where to go on; nothing rests on them."""

    SUBJECT = ""

    number = models.IntegerField(unique=True)
    size = models.BigIntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    at = models.DateTimeField()
    key = models.BinaryField()
    signature = models.BinaryField()
    peaks = models.BinaryField()

    class Meta:
        managed = False
        db_table = "ledger_seal"
        verbose_name = "seal of the ledger"

    def __str__(self) -> str:
        return f"seal {self.number}"

    @property
    def signed(self) -> Signed:
        """The head with its key and signature."""
        head = Head(self.number, self.size, bytes(self.root), bytes(self.previous), self.at)
        return Signed(head, bytes(self.key), bytes(self.signature))


class Sealed(Record):
    """The place of an entry in the tree, from 0, and in which seal it got it; its key is the entry's own."""

    SUBJECT = ""

    position = models.BigIntegerField(unique=True)
    seal = models.IntegerField()
    leaf = models.BinaryField()

    class Meta:
        managed = False
        db_table = "ledger_sealed"
        verbose_name = "sealed entry"

    def __str__(self) -> str:
        return f"entry {self.position}"
