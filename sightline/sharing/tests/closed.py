"""What a stage's walls are asked about conflicts of interest."""

from django.apps import apps
from django.db import connection
from django.db.models import Model

from sightline.kit.policies import policy_of
from sightline.sharing.conflicts import columns


def closed_in(stage: str) -> list[type[Model]]:
    """The kinds of record of a stage that name what somebody may have a conflict with."""
    models = apps.get_app_config(stage).get_models()
    return [model for model in models if list(columns(model)) and policy_of(model) is not None]


def closes(model: type[Model]) -> bool:
    """Whether the database itself closes rows of that kind to whoever has a conflict with what they name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select qual from pg_policies where tablename = %s and policyname = 'sl_staff_never' "
            "and permissive = 'RESTRICTIVE' and cmd = 'ALL'",
            [model._meta.db_table],
        )
        found = cursor.fetchone()
    return found is not None and found[0].count("priv.conflicts()") >= len(list(columns(model)))
