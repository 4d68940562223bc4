"""The page of what guards it says what the code holds."""

import re
from datetime import timedelta
from importlib import import_module
from typing import Any

from pytest import mark

from sightline.config import embedded, fronts
from sightline.config.database import connection
from sightline.config.paths import ROOT
from sightline.config.settings import base
from sightline.kit.apply import our_models
from tests.test_source import PRODUCT, imports

PAGE = (ROOT / "docs" / "security.md").read_text()
UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "MB": 1024 * 1024}
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
LIBRARIES = {"hashlib", "hmac", "secrets", "cryptography", "pyotp", "fido2", "joserfc", "authlib"}
BY_OTHER_NAMES = r"os\.urandom|core import signing|salted_hmac|PASSWORD_HASHERS"


def rows(section: str) -> list[list[str]]:
    """The table of a section, row by row, without its head."""
    lines = [line for line in SECTIONS[section].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def held(where: str) -> Any:
    """What stands there in the code: `module:name`."""
    module, _, name = where.strip("`").partition(":")
    return getattr(import_module(module), name)


@mark.parametrize(("what", "limit", "where"), rows("Limits"), ids=lambda cell: cell.strip("`"))
def test_each_limit_is_what_the_code_holds(what: str, limit: str, where: str):
    number, unit = limit.split()
    value = held(where)

    assert int(number) * UNITS.get(unit, 1) == (value.total_seconds() if isinstance(value, timedelta) else value), what


def test_every_module_that_seals_signs_marks_or_draws_is_listed():
    listed = {name for row in rows("Ways to seal, sign, mark and draw") for name in re.findall(r"`([\w/]+)`", row[2])}
    using = {
        str(path.relative_to(ROOT / "sightline").with_suffix(""))
        for path in PRODUCT
        if "settings/test" not in str(path)  # which has a quick hash
        and (imports(path) & LIBRARIES or re.search(BY_OTHER_NAMES, path.read_text()))
    }

    assert using - listed == set()
    assert listed - using == set()


def test_every_kind_of_record_is_in_one_class():
    told = [subject for row in rows("Classes of data") for subject in re.findall(r"`([\w ]+)`", row[1])]

    assert len(told) == len(set(told))
    assert set(told) == {model.SUBJECT for model in our_models()} - {""}


@mark.parametrize(("log", "holds", "where"), rows("Logs"), ids=lambda cell: cell.strip("`"))
def test_each_log_is_there(log: str, holds: str, where: str):
    assert held(where)
    assert len(holds) > 20, log


def test_no_process_writes_another_log():
    assert base.LOGGING["handlers"].keys() == {"console"}
    assert base.LOGGING["root"]["handlers"] == ["console"]
    assert [path for path in PRODUCT if re.search(r"FileHandler|SysLogHandler|--access-log", path.read_text())] == []


@mark.parametrize(("section", "says"), [
    ("Sessions", ["shift", "as many sessions", "prompt=login", "ends by our own rules"]),
    ("Ways in", ["passkey", "one-time code", "own agency", "invitation", "token", "sign-in name"]),
    ("Time, place and device", ["decides", "off duty", "factor"]),
    ("Ways to seal, sign, mark and draw", ["Exchanged", "once a year", "quantum"]),
    ("Libraries", ["within 2 days", "7 days", "30 days", "90 days", "Riskiest"]),
    ("Dangerous places", ["kit/apart", "trust/erasing", "agencies/elsewhere", "sql/"]),
    ("What costs most, and what holds it back", ["4 requests", "64 wait", "8 lines", "4 seconds", "60 seconds"]),
    ("Browsers and the line", ["without scripts", "codes", "X-Forwarded-For", "Nobody is warned"]),
])  # fmt: skip
def test_what_can_only_be_written_down_is(section: str, says: list[str]):
    text = " ".join(SECTIONS[section].split())

    assert [words for words in says if words not in text] == []


def test_how_much_a_front_takes_on_is_as_written():
    command, pool = " ".join(fronts._command(1)), connection("", pool=True)["OPTIONS"]["pool"]

    assert "--blocking-threads 4 --backpressure 64" in command
    assert (pool["max_size"], pool["timeout"]) == (8, 4)
    assert embedded.SETTINGS["idle_in_transaction_session_timeout"] == "60s"
