"""What each kind of process may know: its own login and keys, and nothing of the others."""

from collections.abc import Mapping

from sightline.config import keys, sealing
from sightline.config.server import Database

LOGINS = {
    "public": "sl_public_login",
    "staff": "sl_staff_login",
    "worker": "sl_worker_login",
    "owner": "sl_migrator",
    "demo": "sl_demonstrator",
}
WITH_CONTEXT_KEY = frozenset(
    {"staff", "owner", "demo"}
)  # the public front cannot say who reads, so cannot lie about it
WITH_SEALING_KEYS = frozenset({"staff", "owner", "demo"})  # who may open what is sealed; the public front only puts in
WITH_DOOR_KEY = frozenset({"public", "demo"})
WITH_FACTOR_KEY = frozenset({"staff", "owner"})  # who asks for factors, and who makes the first invitation
SECRET = frozenset({"DATABASE_URL"})


def environment(kind: str, database: Database, surroundings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process of that kind, one of LOGINS.

    surroundings: the environment it would inherit; what only others may know is taken out.
    """
    kept = {name: value for name, value in surroundings.items() if name not in SECRET}
    return kept | {
        "DJANGO_SETTINGS_MODULE": f"sightline.config.settings.{kind}",
        "SIGHTLINE_DATABASE": database.url(LOGINS[kind]),
        "SIGHTLINE_DJANGO_KEY": keys.part(database.key("django.key"), kind),
        "SIGHTLINE_CONTEXT_KEY": database.key("context.key") if kind in WITH_CONTEXT_KEY else "",
        "SIGHTLINE_SEALING_KEYS": sealing.written(database.secrets) if kind in WITH_SEALING_KEYS else "",
        "SIGHTLINE_DOOR_KEY": sealing.written_door(database.secrets) if kind in WITH_DOOR_KEY else "",
        "SIGHTLINE_FACTOR_KEY": database.key("factor.key") if kind in WITH_FACTOR_KEY else "",
        "SIGHTLINE_RECEIPT_KEY": database.key("receipt.key"),
    }
