"""The shape of code is measured as a reader would."""

from pathlib import Path

import pytest

from tests import shape
from tests.shape import Measured

SOURCE = '''
def short():
    return 1


class Thing:
    def longer(self):
        """Say so."""
        def inside():
            return 2

        return inside
'''


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with three functions."""
    monkeypatch.setattr(shape, "ROOT", tmp_path)
    path = tmp_path / "some.py"
    path.write_text(SOURCE)
    return path


def test_functions_methods_and_inner_functions_are_measured(source: Path):
    found = {each.where.split()[1]: each.lines for each in shape.functions_of(source)}

    assert found == {"short": 2, "longer": 6, "inside": 2}


def test_empty_lines_do_not_count(source: Path):
    assert shape.lines_of(source) == 8


@pytest.mark.parametrize(("part", "expected"), [(50, 5.5), (90, 9.1)])
def test_percentiles_lie_between_the_lengths(part: int, expected: float):
    assert shape.percentile([Measured("", lines) for lines in range(1, 11)], part) == pytest.approx(expected)


def test_tests_and_migrations_are_no_product_code():
    product, tests = shape.sources()

    assert not [path for path in product if {"tests", "migrations"} & set(path.parts)]
    assert not set(product) & set(tests)
