"""What each kind of process may know: its own login and keys, and nothing of the others."""

from collections.abc import Mapping

from sightline.config import keys, sealing
from sightline.config.paths import VAR
from sightline.config.server import Database
from sightline.ledger.heads import public_key

LOGINS = {
    "public": "sl_public_login",
    "staff": "sl_staff_login",
    "worker": "sl_worker_login",
    "sealer": "sl_sealer_login",
    "verifier": "sl_verifier_login",
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
        "SIGHTLINE_FINGERPRINT_KEY": database.key("fingerprint.key") if kind in WITH_CONTEXT_KEY else "",
        "SIGHTLINE_SEAL_KEY": database.key("seal.key") if kind == "sealer" else "",
        "SIGHTLINE_SEAL_PUBLIC_KEYS": surroundings.get("SIGHTLINE_SEAL_PUBLIC_KEYS")
        or public_key(database.key("seal.key")),
        **folders(database, surroundings),
        "SIGHTLINE_RECEIPT_KEY": database.key("receipt.key"),
    }


def folders(database: Database, surroundings: Mapping[str, str]) -> dict[str, str]:
    """Where the witnesses of the ledger keep its heads: as the operator says, else beside what else is made here."""
    ours = VAR / "witnesses" / database.name
    return {
        "SIGHTLINE_WITNESSES": surroundings.get("SIGHTLINE_WITNESSES") or f"partner={ours / 'partner'}",
        "SIGHTLINE_PUBLISHED": surroundings.get("SIGHTLINE_PUBLISHED") or str(ours / "public"),
    }


def begin_witnesses(database: Database, *, anew: bool = False) -> None:
    """Make our own folders of witnesses. anew: for a new database they begin new books, the old ones are kept beside.

    A partner's folder is never touched: whoever keeps it begins a new book when they have been told why. One of ours
    that goes away later is not made again either, since a witness who is away must be missed.
    """
    ours = VAR / "witnesses" / database.name
    for name in () if ours.exists() and not anew else ("partner", "public"):
        (ours / name).mkdir(parents=True, exist_ok=True)
        book = ours / name / "heads.txt"
        if book.exists():
            book.rename(ours / name / f"heads-until-{int(book.stat().st_mtime)}.txt")
