"""The long files of tests are given out first, and each stays in one piece."""

from pathlib import Path

from tests.order import longest_first


class Test:
    """A test of a file, with a marker or none."""

    __test__ = False

    def __init__(self, name: str, marker: str = ""):
        self.name, self.path, self.marker = name, Path(name.partition("::")[0]), marker

    def get_closest_marker(self, name: str) -> bool:
        return name == self.marker


def test_files_with_slow_tests_come_first_and_the_whole_houses_before_the_stages():
    items = [
        Test("sightline/visits/tests/test_a.py::quick"),
        Test("sightline/visits/tests/test_b.py::quick"),
        Test("sightline/visits/tests/test_b.py::slow", "slow"),
        Test("tests/test_c.py::quick"),
        Test("tests/journeys/test_d.py::told", "journey"),
    ]

    longest_first(items)

    assert [item.name for item in items] == [
        "tests/journeys/test_d.py::told",
        "sightline/visits/tests/test_b.py::quick",
        "sightline/visits/tests/test_b.py::slow",
        "tests/test_c.py::quick",
        "sightline/visits/tests/test_a.py::quick",
    ]
