"""What the product's source never does: run, unpack, shell out, hash weakly, or put a script into a page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from pytest import mark, raises

from sightline.config.paths import ROOT
from sightline.config.settings import base, staff

PRODUCT = [path for path in sorted((ROOT / "sightline").rglob("*.py")) if not {"tests", "migrations"} & set(path.parts)]
TEMPLATES = sorted((ROOT / "sightline").rglob("templates/**/*.html"))
SCRIPTS = sorted((ROOT / "sightline").rglob("static/**/*.js"))

RUNS = {"eval", "exec", "compile", "__import__"}
FENCE = (
    "sightline/kit/bounds.py"  # asks the kernel to close the disk and the way to others, by numbers of its own alone
)
UNPACKS = {"pickle", "marshal", "shelve", "yaml", "xml", "lxml", "ctypes", "code", "dill"}
SHELLS = {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell"}
WEAK = {"md5", "sha1", "DES", "RC4", "ARC4", "TripleDES", "ECB"}
SAFE_MARKS = {  # what is drawn by ourselves, with nothing in it but what was escaped
    "sightline/places/map.py",
    "sightline/agencies/codes.py",
    "sightline/reports/views/printed.py",
}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file by its last name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node


def imports(path: Path) -> set[str]:
    """The packages that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_look_at():
    assert len(PRODUCT) > 300
    assert len(TEMPLATES) > 150
    assert len(SCRIPTS) >= 3


def test_nothing_is_run_unpacked_or_formatted_by_what_somebody_typed():
    running = [
        named(path)
        for path in PRODUCT
        for name, call in calls(path)
        if name in RUNS and isinstance(call.func, ast.Name)
    ]
    unpacking = [named(path) for path in PRODUCT if imports(path) & UNPACKS and named(path) != FENCE]
    templates = [named(path) for path in PRODUCT for name, _ in calls(path) if name in {"Template", "from_string"}]

    assert (running, unpacking, templates) == ([], [], [])


def test_no_program_is_started_through_a_shell():
    shells = [named(path) for path in PRODUCT for name, _ in calls(path) if name in SHELLS]
    asked = [
        named(path) for path in PRODUCT for _, call in calls(path) for word in call.keywords if word.arg == "shell"
    ]

    assert (shells, asked) == ([], [])


def test_no_question_to_the_database_is_built_from_what_a_request_says():
    """Pages and forms ask through models; what is typed as SQL stands in the kernel, beside its own tests."""
    asking = [
        named(path)
        for path in PRODUCT
        for name, _ in calls(path)
        if name in {"raw", "extra", "RawSQL", "execute", "cursor"} and ({"views", "forms"} & {*path.parts, path.stem})
    ]

    assert asking == []


def test_no_weak_hash_is_used_but_where_tests_need_speed():
    used = [named(path) for path in PRODUCT for name, call in calls(path) if name in WEAK and _of_hashlib(call)]

    assert used == []
    assert "MD5" not in " ".join(base.PASSWORD_HASHERS)


def _of_hashlib(call: ast.Call) -> bool:
    owner = getattr(getattr(call.func, "value", None), "id", "hashlib" if isinstance(call.func, ast.Name) else "")
    return owner in {"hashlib", "hmac", "algorithms", "modes"}


def test_pass_words_are_kept_with_argon2():
    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_a_pass_word_needs_length_and_nothing_else():
    validate_password("four plain words together")
    validate_password("x y" * 40)

    with raises(ValidationError):
        validate_password("short word")
    assert [
        help for help in password_validators_help_texts() if "letter" in help or "symbol" in help or "upper" in help
    ] == []


def test_a_session_ends_after_twelve_hours():
    assert staff.SESSION_COOKIE_AGE == 12 * 3600
    assert staff.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert settings.SESSION_COOKIE_HTTPONLY


@mark.parametrize("path", TEMPLATES, ids=named)
def test_no_page_has_a_script_or_style_of_its_own(path: Path):
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(), flags=re.DOTALL)

    assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", text) == []
    assert re.findall(r"<style|\sstyle=|\son(?!e=)[a-z]+=|javascript:|hx-on|\|safe\b|autoescape off", text) == []


def test_text_is_marked_safe_where_we_draw_and_nowhere_else():
    marking = {named(path) for path in PRODUCT for name, _ in calls(path) if name in {"mark_safe", "SafeString"}}

    assert marking <= SAFE_MARKS


@mark.parametrize("path", TEMPLATES, ids=named)
def test_every_script_is_a_module_whose_names_are_its_own(path: Path):
    tags = re.findall(r"<script[^>]*>", path.read_text())

    assert [tag for tag in tags if 'type="module"' not in tag and 'type="application/json"' not in tag] == []


@mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_hangs_its_names_where_a_page_could_replace_them(path: Path):
    hung = re.findall(r"\b(?:window|globalThis|self|document)\.(\w+)\s*=(?![=>])", path.read_text())

    assert set(hung) <= {"title"}


@mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_writes_under_a_name_that_could_reach_what_all_objects_share(path: Path):
    text = path.read_text()
    by_name = re.findall(r"(\w+)\[(?![\d\"'`])[^\]]+\]\s*=(?![=>])", text)
    bare = re.findall(r"(\w+) = Object\.assign\(Object\.create\(null\)", text)

    assert set(by_name) <= set(bare)
    assert re.findall(r"__proto__|\.prototype|\[[\"']constructor|setPrototypeOf|Object\.assign\(\{", text) == []


ASK_OUR_OWN = {  # send what somebody types to our own pages, and nothing else
    "sightline/reports/static/reports/call.js": r"fetch\((?:address|says\.\w+), ",
    "sightline/visits/static/visits/note.js": r"fetch\((?:import\.meta\.url|form\.dataset\.place), ",
}


@mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_keeps_anything_in_the_browser_but_that_somebody_left(path: Path):
    text = re.sub(ASK_OUR_OWN.get(named(path), r"(?!)"), "", path.read_text())
    kept = re.findall(r"(?:session|local)Storage\.setItem\(([^)]*)\)", text)

    assert kept in ([], ['"gone", "1"'])
    assert (
        re.findall(r"localStorage|indexedDB|document\.cookie|eval\(|new Function|innerHTML|postMessage|fetch\(", text)
        == []
    )


ASKS_ELSEWHERE = {
    "sightline/agencies/elsewhere.py": "the sign-in of an agency, where the operator said that it is",
    "sightline/config/fronts.py": "our own fronts on this machine, whether they answer",
}


def test_nothing_of_ours_asks_anything_elsewhere_but_what_is_named():
    asking = {"requests", "http", "httpx", "aiohttp", "socket", "ssl", "smtplib", "ftplib", "authlib"}
    found = {named(path) for path in PRODUCT if imports(path) & asking or "urllib.request" in path.read_text()}

    assert found == ASKS_ELSEWHERE.keys()


def test_random_keys_come_from_the_systems_own_chance():
    """`random` is seeded and can be foretold: only the demonstration, which wants that, may use it."""
    using = {named(path) for path in PRODUCT if "random" in imports(path)}

    assert all(name.startswith("sightline/demo/") for name in using), using


def test_no_merge_left_its_marks_in_a_file():
    marks = ("<" * 7 + " ", ">" * 7 + " ")

    found = [
        path for path in [*PRODUCT, *TEMPLATES, *SCRIPTS] if any(mark in f"\n{path.read_text()}" for mark in marks)
    ]

    assert found == []


HANDS_OVER = {  # under which name: a reference, a number or a word of ours
    "sightline/reports/views/files.py",
    "sightline/reports/views/given.py",
    "sightline/trust/views/exports.py",
    "sightline/trust/views/seals.py",
}


def test_what_is_handed_over_has_a_name_that_needs_no_quoting():
    texts = {named(path): path.read_text() for path in PRODUCT}
    names = [name for text in texts.values() for name in re.findall(r'filename="([^"]*)"', text)]

    assert {name for name, text in texts.items() if "Content-Disposition" in text} == HANDS_OVER
    assert names
    assert [name for name in names if not re.fullmatch(r"(?:[a-z0-9.-]|\{(?:name|found\.about)\})+", name)] == []
