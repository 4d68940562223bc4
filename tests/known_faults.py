"""Which libraries of the bill of materials have a fault that is publicly known. `python -m tests.known_faults`.

Asks OSV (osv.dev), which knows both Python and npm, by each library's package address. A library about which nothing was
answered counts as a failure: a scan that skipped something proves nothing (trust.md 11, point 10).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.materials import bill

SERVICE = "https://api.osv.dev/v1/querybatch"
AT_ONCE = 500  # queries in one request; the service takes at most 1,000
SECONDS = 30


def main(service: str = SERVICE) -> int:
    """Print every library with its known faults; 0 only if all were answered and none has any."""
    libraries = [each["purl"] for each in bill()["components"]]
    try:
        found = asked(libraries, service)
    except (OSError, URLError, ValueError) as error:
        print(f"NOT SCANNED: {service} could not be asked about {len(libraries)} libraries ({error}).")
        return 2
    faulty = {library: faults for library, faults in found.items() if faults}
    unanswered = [library for library in libraries if library not in found]
    for library, faults in faulty.items():
        print(f"{library}: {', '.join(faults)}")
    for library in unanswered:
        print(f"{library}: NOT SCANNED")
    print(f"{len(found)} of {len(libraries)} libraries asked about, {len(faulty)} with known faults.")
    return 1 if faulty or unanswered else 0


def asked(libraries: Sequence[str], service: str) -> dict[str, list[str]]:
    """The known faults of each library that was answered, by its package address.

    Raises OSError where the service cannot be reached, ValueError where it answers with something else.
    """
    found: dict[str, list[str]] = {}
    for start in range(0, len(libraries), AT_ONCE):
        some = libraries[start : start + AT_ONCE]
        body = json.dumps({"queries": [{"package": {"purl": library}} for library in some]}).encode()
        request = Request(service, body, {"Content-Type": "application/json"})  # noqa: S310
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            results = json.load(answer).get("results", [])
        for library, result in zip(some, results, strict=False):
            found[library] = [fault["id"] for fault in (result or {}).get("vulns", [])]
    return found


if __name__ == "__main__":
    sys.exit(main())
