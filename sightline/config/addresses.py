"""The addresses of every stage that has some."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

# A stage's own address comes first, and the desk answers at the root.
STAGES = ["kit", "ledger", "agencies", "places", "reports", "intelligence", "operations", "visits", "justice"]
STAGES += ["sharing", "safeguarding", "awareness", "oversight", "trust", "demo", "desk"]


def addresses(module: str) -> list[URLPattern | URLResolver]:
    """What each stage's module of that name lists ("urls" or "urls_public"), in the order of STAGES."""
    names = [f"sightline.{stage}.{module}" for stage in STAGES]
    return [path("", include(import_module(name))) for name in names if find_spec(name)]
