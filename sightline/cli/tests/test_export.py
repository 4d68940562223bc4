"""An export holds what its person may read, and nothing that a spreadsheet computes."""

import csv
import io
from argparse import Namespace

import pytest

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.cli.export import NoSuchKind, run
from sightline.cli.persons import NotConfirmed
from sightline.ledger.models import Entry
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler():
    person = person_as("call handler")
    Account.objects.create(id=person.pk, name="gemma")
    return person


@pytest.fixture(autouse=True)
def demonstration(settings):
    """Where nobody has a telephone, and none is asked for."""
    settings.DEMONSTRATION = True


def exported(capsys, kind="reports.Report"):
    run(Namespace(name="gemma", kind=kind, code=""))
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_it_holds_what_the_person_may_read_and_nothing_else(handler, capsys):
    mine, _ = ReportFactory(desk=handler.agency), ReportFactory()

    assert [row["ref"] for row in exported(capsys)] == [mine.ref]


def test_it_is_in_the_ledger_as_a_disclosure(handler, capsys):
    ReportFactory(desk=handler.agency)

    exported(capsys)

    entry = Entry.objects.get(act="disclose")
    assert (entry.actor, entry.verb, entry.found, entry.recipient) == (handler.pk, "export", 1, "file")


@pytest.mark.parametrize("kind", ["nothing.Here", "reports", "auth.Permission", "reports.Receipt", "ledger.Entry"])
def test_a_kind_that_nobody_reads_is_refused_in_words(handler, kind):
    with pytest.raises(NoSuchKind):
        run(Namespace(name="gemma", kind=kind, code=""))


def test_nothing_is_exported_for_who_has_not_confirmed(handler, capsys, settings):
    settings.DEMONSTRATION = False
    ReportFactory(desk=handler.agency)

    with pytest.raises(NotConfirmed, match="--code"):
        exported(capsys)

    assert capsys.readouterr().out == ""
    assert not Entry.objects.filter(act="disclose").exists()


def test_a_formula_that_somebody_reported_is_plain_text(handler, capsys):
    ReportFactory(desk=handler.agency, what="\u200b=HYPERLINK(1)")

    assert exported(capsys)[0]["what"] == "'=HYPERLINK(1)"


def test_what_is_sealed_leaves_by_no_file(capsys):
    worker = person_as("support worker")
    Account.objects.create(id=worker.pk, name="gemma")
    PlacementFactory(provider=worker.agency, address="3 Invented Row")

    (home,) = exported(capsys, "safeguarding.Placement")

    assert "address" not in home
    assert "Invented Row" not in str(home)
