"""A partner's file from the command line, as the page takes it."""

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.config.problems import Problem
from sightline.reports.models import Report

pytestmark = pytest.mark.django_db

verb = import_module("sightline.cli.import")
HEAD = "partner_reference,observed_on,place,what\n"
WHOLE = HEAD + "NC-1,2018-10-01,Mill Lane,Six beds.\n"


@pytest.fixture
def partner():
    person = person_as("visiting partner", agency=AgencyFactory(code="council", kind="council"))
    Account.objects.create(id=person.pk, name="dilys")
    AgencyFactory(code="northumbria-police")
    return person


@pytest.fixture
def bring_in(tmp_path: Path):
    """Run the verb on a file with this content."""

    def run(content: str, *words: str) -> int:
        file = tmp_path / "reports.csv"
        file.write_text(content)
        parser = ArgumentParser()
        verb.arguments(parser)
        return verb.run(parser.parse_args(["reports", str(file), *words]))

    return run


def test_a_file_is_stored_and_each_row_answered(partner, bring_in, capsys: pytest.CaptureFixture[str]):
    assert bring_in(WHOLE, "--as", "dilys") == 0

    report = Report.objects.get()
    assert capsys.readouterr().out == f"2\tNC-1\tstored\t{report.ref}\n"
    assert report.partner == partner.agency


def test_the_same_file_again_changes_nothing(partner, bring_in, capsys: pytest.CaptureFixture[str]):
    bring_in(WHOLE, "--as", "dilys")

    bring_in(WHOLE, "--as", "dilys")

    assert "here already" in capsys.readouterr().out
    assert Report.objects.count() == 1


def test_a_refused_row_names_its_field_and_the_program_says_so_by_its_code(partner, bring_in, capsys):
    assert bring_in(WHOLE + "NC-2,someday,,\n", "--as", "dilys") == 1

    assert "3\tNC-2\trefused\tobserved_on: Write the day as year, month and day" in capsys.readouterr().out
    assert Report.objects.count() == 1


def test_a_call_handler_brings_in_a_partners_file_for_their_own_desk(partner, bring_in):
    handler = person_as("call handler")
    Account.objects.create(id=handler.pk, name="martin")

    bring_in(WHOLE, "--as", "martin", "--partner", "council")

    report = Report.objects.get()
    assert (report.partner, report.desk) == (partner.agency, handler.agency)


@pytest.mark.parametrize(
    ("content", "words", "says"), [("a,b\n", [], "lacks these columns"), (WHOLE, ["--partner", "nobody"], "no agency")]
)
def test_what_cannot_be_brought_in_is_said_in_a_sentence(content, words, says, partner, bring_in):
    with pytest.raises(Problem, match=says):
        bring_in(content, "--as", "dilys", *words)


def test_a_file_that_is_not_there_is_said_to_be_so(partner):
    parser = ArgumentParser()
    verb.arguments(parser)

    with pytest.raises(Problem, match="No such file"):
        verb.run(parser.parse_args(["reports", "/nowhere.csv", "--as", "dilys"]))
