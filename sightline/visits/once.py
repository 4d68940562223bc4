"""A form sent twice stores once: the form carries a key, and the key becomes the new row's own.

    @action("record")
    @once(Encounter)
    def meet(visit, *, by, at, key, description): ...

A second send with the same key finds what the first stored and changes nothing, however close the two taps were.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.db.utils import IntegrityError

from sightline.kit.refusals import WrongStep


def once(model: type[models.Model]) -> Callable:
    """Make an action answer a second send with the row that the first one stored.

    The action is given `key`, the key for its new row: the form's, or a fresh one when none was sent.
    """

    def decorate(function: Callable) -> Callable:
        @wraps(function)
        def sent(*subject: models.Model, key: uuid.UUID | None = None, **given: Any) -> Any:
            if key is None:
                return function(*subject, key=uuid.uuid4(), **given)
            return stored(model, key) or store(model, key, lambda: function(*subject, key=key, **given))

        return sent

    return decorate


def store(model: type[models.Model], key: uuid.UUID, act: Callable[[], Any]) -> Any:
    """The act, undone when another send of the same form was quicker."""
    try:
        with transaction.atomic():
            return act()
    except (IntegrityError, WrongStep):
        earlier = stored(model, key)
        if earlier is None:
            raise
        return earlier


def stored(model: type[models.Model], key: uuid.UUID) -> models.Model | None:
    """What an earlier send of the form stored, if this person may read it."""
    return model._default_manager.filter(pk=key).first()
