"""Reprimands of 2022 and 2023: four safe addresses given away by a letter, a bundle, a voicemail."""

import re

from sightline.config.paths import ROOT

PAGE = "sightline/safeguarding/templates/safeguarding/home.html"
ERASERS = {"sightline/trust/due.py", "sightline/trust/reach.py"}  # find it by its day, to erase it; they show nothing


def test_one_page_alone_may_show_a_safe_address():
    care = (ROOT / "sightline" / "safeguarding").rglob("templates/**/*.html")
    shown = {str(path.relative_to(ROOT)) for path in care if re.search(r"\.address\b", path.read_text())}

    assert shown == {PAGE}


def test_no_other_stage_knows_of_homes():
    """Letters, briefings, statements and exports are made in other stages: none of them can name a placement."""
    others = [
        path
        for path in (ROOT / "sightline").rglob("*.py")
        if "safeguarding" not in path.parts and "tests" not in path.parts
    ]
    naming = {
        str(path.relative_to(ROOT))
        for path in others
        if re.search(r"import .*\bPlacement\b|safeguarding_placement\b", path.read_text())
    }

    assert {name for name in naming - ERASERS if not name.startswith(("sightline/demo/", "sightline/desk/"))} == set()


def test_a_home_is_found_by_its_reference_and_never_listed_with_its_address():
    views = (ROOT / "sightline" / "safeguarding" / "views").glob("*.py")
    listing = [path.name for path in views if re.search(r"Placement\.objects\.(?!unaddressed)", path.read_text())]

    assert listing == []
