"""The bill of materials: whole, hashed, and true of what is installed."""

import json
import re
from importlib.metadata import distributions

from pytest import mark

from sightline.config.paths import ROOT
from tests.materials import LOCKS, bill, named


def plain(name: str) -> str:
    """A library's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_of_every_lock_is_in_the_list_with_its_hashes():
    components = bill()["components"]
    lines = {
        match
        for lock in LOCKS
        for match in re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", lock.read_text(), re.M)
    }
    npm = [path for path in json.loads((ROOT / "package-lock.json").read_text())["packages"] if path]

    listed = {(each["name"], each["version"]) for each in components if each["purl"].startswith("pkg:pypi/")}
    assert listed == {(name.lower(), version) for name, version in lines}
    assert len(listed) > 60
    assert len(components) - len(listed) >= len(set(npm)) * 0.9
    assert [each["purl"] for each in components if not each["hashes"]] == []


@mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=named)
def test_every_library_is_locked_by_hash_and_names_no_registry(lock):
    text = lock.read_text()

    assert "://" not in re.sub(r"#.*", "", text) or lock.suffix == ".json"
    assert '"resolved"' not in text
    assert "--index-url" not in text


def test_what_is_installed_has_the_version_of_its_lock():
    wanted = {
        plain(each["name"]): each["version"] for each in bill()["components"] if each["purl"].startswith("pkg:pypi/")
    }
    differing = {
        each.metadata["Name"]: each.version
        for each in distributions()
        if plain(each.metadata["Name"]) in wanted and each.version != wanted[plain(each.metadata["Name"])]
    }

    assert differing == {}


def test_the_list_is_of_a_known_form_and_tells_nothing_of_the_machine():
    text = json.dumps(bill())

    assert bill()["bomFormat"] == "CycloneDX"
    assert str(ROOT) not in text
