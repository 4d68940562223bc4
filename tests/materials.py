"""The bill of materials: every library of every lock with its version and hashes, as CycloneDX. `python -m tests.materials`."""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sightline.config.paths import ROOT, VAR

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
LIBRARY = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)


def main() -> int:
    """Write it to var/materials.json."""
    path = VAR / "materials.json"
    path.write_text(json.dumps(bill(), indent=1) + "\n")
    print(f"{len(bill()['components'])} libraries in {path.relative_to(ROOT)}")
    return 0


def bill() -> dict[str, Any]:
    """All libraries, each once. Source: CycloneDX 1.6, "components"."""
    unique = {(each["purl"]): each for each in (*of_python(), *of_npm())}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [unique[key] for key in sorted(unique)],
    }


def of_python() -> Iterator[dict[str, Any]]:
    """The libraries of the locks in requirements/."""
    for lock in LOCKS:
        for found in LIBRARY.finditer(lock.read_text()):
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", found["rest"])
            yield component(
                "pypi", found["name"].lower(), found["version"], [("SHA-256", each) for each in hashes], lock.name
            )


def of_npm() -> Iterator[dict[str, Any]]:
    """The libraries of package-lock.json."""
    for path, each in json.loads((ROOT / "package-lock.json").read_text())["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            digest = base64.b64decode(each["integrity"].partition("-")[2]).hex()
            yield component(
                "npm", name.replace("@", "%40"), each["version"], [("SHA-512", digest)], "package-lock.json"
            )


def component(kind: str, name: str, version: str, hashes: list[tuple[str, str]], lock: str) -> dict[str, Any]:
    """One library as the bill lists it."""
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:{kind}/{name}@{version}",
        "hashes": [{"alg": alg, "content": content} for alg, content in hashes],
        "properties": [{"name": "lock", "value": lock}],
    }


def named(path: Path) -> str:
    """A lock by its place in the repository."""
    return str(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
