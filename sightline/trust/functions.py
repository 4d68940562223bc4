"""The desk's own functions of the database, which ask facts and so are written after them."""

from pathlib import Path

from sightline.kit.apply import generated

DESK = Path(__file__).parent / "sql" / "desk.sql"


@generated
def function() -> str:
    """SQL of marks, own looks, the alarm of decoys and the weekly note."""
    return DESK.read_text()
