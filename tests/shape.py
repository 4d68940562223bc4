"""Hold the shape of the code: short functions, short files, more test than code. `python -m tests.shape`."""

import ast
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from sightline.config.paths import ROOT

FUNCTION_P50, FUNCTION_P90, FILE_P90, TESTS_A_LINE = 9, 25, 250, 1.2
NAMED_LONGEST = 5


@dataclass(frozen=True)
class Measured:
    """Something of a length in lines, and where it is."""

    where: str
    lines: int


def main() -> int:
    """Print the figures; 1 when one is out of bounds."""
    product, tests = sources()
    functions = [function for path in product for function in functions_of(path)]
    files = [Measured(_named(path), lines_of(path)) for path in product]
    figures = [
        ("lines of a function, p50", percentile(functions, 50), FUNCTION_P50),
        ("lines of a function, p90", percentile(functions, 90), FUNCTION_P90),
        ("lines of a file, p90", percentile(files, 90), FILE_P90),
    ]
    for name, found, limit in figures:
        print(f"{name}: {found:g} (at most {limit})")
    ratio = sum(map(lines_of, tests)) / sum(map(lines_of, product))
    print(f"lines of test a line of code: {ratio:.2f} (at least {TESTS_A_LINE})")
    _print_longest("functions", functions)
    _print_longest("files", files)
    enough_tests = ratio >= TESTS_A_LINE or os.environ.get("SHAPE_STRICT") != "1"
    return 0 if enough_tests and all(found <= limit for _, found, limit in figures) else 1


def sources() -> tuple[list[Path], list[Path]]:
    """The files of the product, without its migrations, and those of its tests."""
    written = [path for path in (ROOT / "sightline").rglob("*.py") if "migrations" not in path.parts]
    beside = [path for path in written if "tests" in path.parts]
    above = [*(ROOT / "tests").rglob("*.py"), ROOT / "conftest.py"]
    return [path for path in written if path not in set(beside)], beside + above


def functions_of(path: Path) -> Iterator[Measured]:
    """Every function and method in the file, with its length from `def` to its last line."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield Measured(f"{_named(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)


def lines_of(path: Path) -> int:
    """How many lines of the file say something."""
    return sum(1 for line in path.read_text().splitlines() if line.strip())


def percentile(measured: list[Measured], part: int) -> float:
    """The length that this part in a hundred do not pass; 0 when there is nothing to measure."""
    lengths = [each.lines for each in measured]
    return quantiles(lengths, n=100, method="inclusive")[part - 1] if len(lengths) > 1 else sum(lengths)


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _print_longest(what: str, measured: list[Measured]) -> None:
    print(f"longest {what}:")
    for each in sorted(measured, key=lambda each: -each.lines)[:NAMED_LONGEST]:
        print(f"  {each.lines:4} {each.where}")


if __name__ == "__main__":
    sys.exit(main())
