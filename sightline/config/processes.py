"""What each kind of process may know: its own login and keys, and nothing of the others."""

from collections.abc import Mapping

from sightline.config import keys
from sightline.config.server import Database

LOGINS = {
    "public": "sl_public_login",
    "staff": "sl_staff_login",
    "owner": "sl_migrator",
    "demo": "sl_demonstrator",
}
WITH_CONTEXT_KEY = frozenset(
    {"staff", "owner", "demo"}
)  # the public front cannot say who reads, so cannot lie about it
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
        "SIGHTLINE_RECEIPT_KEY": database.key("receipt.key"),
    }
