"""The desk's own functions of the database, which ask facts and so are written after them."""

from pathlib import Path

from sightline.kit.apply import generated
from sightline.safeguarding.facts import ITS_ROLE

SQL = Path(__file__).parent / "sql"


@generated
def function() -> str:
    """SQL of marks, own looks, the alarm of decoys and the weekly note."""
    return (SQL / "desk.sql").read_text()


@generated
def of_conflicts() -> str:
    """SQL by which what is closed to somebody is still handed over, to whoever has the role of the part it is held in."""
    return (SQL / "conflicts.sql").read_text().replace("{its_role}", ITS_ROLE)
