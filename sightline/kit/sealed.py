"""Columns that the application seals: the database, its backups and whoever steals them hold no readable text.

    calls_self = SealedTextField(max_length=120, of="case")     # one data key for the whole case
    address = SealedTextField(max_length=500)                    # a data key of the row's own

A row is opened where its text is read, never before. No rule, filter or order may speak of such a column: the
database could not answer. Destroying the data key erases the text wherever a copy of it lies.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from sightline.kit.ciphers import DoesNotOpen, open_bytes, seal, subject_of
from sightline.kit.keyring import keyring
from sightline.kit.refusals import Unopened


class Sealed:
    """A text as the database has it."""

    __slots__ = ("blob",)

    def __init__(self, blob: bytes):
        self.blob = blob

    def __str__(self) -> str:
        return "(sealed)"


class OpenedWhenRead(DeferredAttribute):
    """Opens a row's sealed text the first time that somebody asks for it."""

    field: Any

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        value = super().__get__(instance, owner)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.opened(value.blob, instance)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.Field):
    """Text that is sealed before it reaches the database. Its column is called `<name>_sealed`.

    of: the foreign key whose record it belongs to, so that one data key serves all of a case; without it, the row
    has its own. guarded: that key is given only to who has confirmed lately that it is them, so that the database
    itself holds the text back from anybody else. max_length: in characters, before sealing.
    """

    descriptor_class = OpenedWhenRead
    empty_strings_allowed = True

    def __init__(self, *args: Any, of: str = "", guarded: bool = False, **options: Any):
        self.of, self.guarded = of, guarded
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, options = super().deconstruct()
        own = {"of": self.of, "guarded": self.guarded}
        return name, path, args, options | {key: value for key, value in own.items() if value}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_attname_column(self) -> tuple[str, str]:
        attname, column = super().get_attname_column()
        return attname, self.db_column or f"{column}_sealed"

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else ""

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: no rule and no filter can speak of it")

    get_transform = get_lookup

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        if value is None:
            return None
        blob = bytes(value)
        keyring().expect(subject_of(blob))
        return Sealed(blob)

    def pre_save(self, instance: models.Model, add: bool) -> bytes:
        """What is stored of the row's value: the sealed text."""
        value = instance.__dict__.get(self.attname)
        return value.blob if isinstance(value, Sealed) else self.sealed(value, instance)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if not isinstance(value, bytes):
            raise TypeError(f"{self.name} is sealed: set it on a row and save the row")
        return connection.Database.Binary(value)

    def sealed(self, value: Any, instance: models.Model) -> bytes:
        """The value of that row, sealed. Raises ValueError when it is longer than the field."""
        plain, subject = self.to_plain(value), self.subject(instance)
        if self.max_length and len(plain) > self.max_length:
            raise ValueError(f"{self.name} is longer than {self.max_length} characters")
        return seal(plain, keyring().key_to_seal(subject, guarded=self.guarded), subject, self.place(instance))

    def opened(self, blob: bytes, instance: models.Model) -> Any:
        """The value again; for who was erased, nothing. Raises Unopened when it does not open here."""
        key = keyring().key(subject_of(blob))
        if key is None:
            return self.erased()
        try:
            return self.from_bytes(open_bytes(blob, key, self.place(instance)))
        except DoesNotOpen as error:
            raise Unopened(f"{error} was changed, or moved to another row, since it was sealed.") from error

    def subject(self, instance: models.Model) -> UUID:
        """Whose data key seals it in that row."""
        return getattr(instance, self.model._meta.get_field(self.of).attname) if self.of else instance.pk

    def place(self, instance: models.Model) -> str:
        """The one place where it opens."""
        return f"{self.model._meta.db_table}.{self.column}:{instance.pk}"

    def to_plain(self, value: Any) -> str | bytes:
        """The value as it is sealed."""
        return self.to_text(value)

    def from_bytes(self, plain: bytes) -> Any:
        """The value from what was sealed."""
        return self.from_text(plain.decode())

    def to_text(self, value: Any) -> str:
        """The value as text."""
        return str(value or "")

    def from_text(self, text: str) -> Any:
        """The value from text."""
        return text

    def erased(self) -> Any:
        """What stands for a value whose key was destroyed."""
        return _("(erased)")


class SealedDateField(SealedTextField):
    """A day, sealed as SealedTextField seals text; None when there is none."""

    def get_default(self) -> Any:
        return None

    def to_text(self, value: date | None) -> str:
        return value.isoformat() if value else ""

    def from_text(self, text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    def erased(self) -> None:
        return None


class SealedJSONField(SealedTextField):
    """Several texts by name, sealed together as SealedTextField seals one; {} when there is none."""

    def get_default(self) -> Any:
        return {}

    def to_text(self, value: Any) -> str:
        return json.dumps(value or {}, ensure_ascii=False, sort_keys=True)

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def erased(self) -> Any:
        return {}


class SealedBytesField(SealedTextField):
    """What a file holds, sealed as SealedTextField seals text; empty when there is none. max_length: in bytes."""

    def get_default(self) -> Any:
        return b""

    def to_plain(self, value: bytes | None) -> bytes:
        return bytes(value or b"")

    def from_bytes(self, plain: bytes) -> bytes:
        return plain

    def erased(self) -> bytes:
        return b""


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """The columns of a kind of record that are sealed."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
