"""The page of figures, made from what the runs on this machine kept. `python -m tests.assurance.page`."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sightline.config.paths import ROOT
from tests.acceptance import points
from tests.assurance import asvs
from tests.figures import recorded

PAGE, STANDARD, POINTS = (ROOT / "docs" / f"{name}.md" for name in ("assurance", "asvs", "acceptance"))
DATA = Path(__file__).with_name("figures.toml")
HEAD = """# Nobody in, nothing lost, nothing rewritten: the figures

Each figure comes from a run that anybody can repeat: `make test` makes the short ones, `make faults`, `make fuzz` and
`make bench` the long ones. Made by `make assurance` from what the runs kept under `var/figures`; what was not run again
keeps its day and commit, and what was never run says so.

| what | figure | run | on | commit | machine |
| - | - | - | - | - | - |
"""
FOOT = """
Commits with a star were measured with files changed beside them. [The verification standard](asvs.md), item by item;
[what must hold](acceptance.md), point by point.

What these figures do not say: they hold for faults that were tried, on one machine, with the demonstration's records.
Power cuts, failing disks and networks between machines were not tried. The moments at which the database committed an
anonymous report stand in its own write-ahead log, which no front can read.
"""


class Shown(NamedTuple):
    """A line of the page: what it says, in which run's figures it stands, and how it is told."""

    says: str
    run: str
    told: str
    verb: str


LINES = [Shown(**each) for each in tomllib.loads(DATA.read_text())["line"]]


def page(runs: Mapping[str, Mapping[str, Any]], before: str = "") -> str:
    """The page from what the runs kept; what was not run again is told as the page before told it."""
    told = {each.split(" | ")[0]: each for each in before.splitlines()}
    lines = (
        line(shown, run) if (run := runs.get(shown.run)) else told.get(f"| {shown.says}", line(shown, None))
        for shown in LINES
    )
    return HEAD + "\n".join(lines) + "\n" + FOOT


def line(shown: Shown, run: Mapping[str, Any] | None) -> str:
    """One line; a run that was not made here says so."""
    if run is None:
        return f"| {shown.says} | not run here | {shown.verb} | | | |"
    told = shown.told.format_map(run["figures"])
    return f"| {shown.says} | {told} | {shown.verb} | {run['on']} | {run['commit']} | {run['machine']} |"


def main(page_at: Path = PAGE, standard_at: Path = STANDARD, points_at: Path = POINTS) -> int:
    """Write the three pages."""
    page_at.write_text(page(recorded(), before=page_at.read_text()))
    standard_at.write_text(asvs.page())
    points_at.write_text(points.page())
    print(f"Written: {page_at.name}, {standard_at.name}, {points_at.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
