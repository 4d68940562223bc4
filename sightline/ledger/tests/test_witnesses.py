"""A witness keeps what it was told, refuses another past, and is told later when it was away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from pytest import fail, fixture, mark, raises

from sightline.agencies.models import Area
from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.ledger.heads import FIRST, Head, NotAHead
from sightline.ledger.notes import note
from sightline.ledger.sealer import Sealer
from sightline.ledger.tests.sealed import partner
from sightline.ledger.witnesses import FILE, KnowsOtherwise, Unreachable, Witness

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def line(many, *, fork=0, days=0):
    """So many heads in a line, an hour or a day apart; from `fork` on of another past."""
    heads, previous = [], FIRST
    for number in range(1, many + 1):
        root = bytes([number + (100 if fork and number >= fork else 0)]) * 32
        head = Head(number, number * 10, root, previous, NOON + timedelta(days=days * number, hours=number))
        heads.append(head.signed(settings.SEAL_KEY))
        previous = head.hash
    return heads


@fixture
def witness(tmp_path):
    return partner(tmp_path / "partner")


def test_it_keeps_what_it_is_told_a_line_each(witness):
    assert witness.tell(line(3)) == 3

    assert witness.heads() == line(3)
    assert witness.last() == line(3)[-1]


def test_it_is_told_on_from_where_it_stands(witness):
    witness.tell(line(2))

    assert witness.tell(line(5)[1:]) == 3
    assert witness.heads() == line(5)


def test_being_told_the_same_again_adds_nothing(witness):
    witness.tell(line(3))

    assert witness.tell(line(3)) == 0
    assert witness.tell(line(3)[2:]) == 0


@mark.parametrize("daily", [False, True])
@mark.parametrize("broken_off", [1, 30, 200, -1])
def test_a_line_that_broke_off_is_written_to_its_end(witness, broken_off, daily):
    heads = line(4, days=1)
    witness = replace(witness, daily=daily)
    witness.tell(heads[:2])
    book = witness.folder / FILE
    before = book.read_text()
    book.write_text(before + f"{heads[2].line}\n"[:broken_off])

    last = witness.last()
    assert last in heads[1:3]
    assert witness.tell([each for each in heads if each.head.number >= last.head.number])

    assert book.read_text().startswith(before + heads[2].line)
    assert witness.heads()[-2:] == heads[2:]


def test_being_told_reads_no_more_than_the_end_of_a_book(witness, monkeypatch):
    heads = line(40)
    witness.tell(heads[:30])
    monkeypatch.setattr(Path, "read_text", lambda *_: fail("the whole book was read"))

    assert witness.tell(heads[29:]) == 10


def test_an_end_that_is_the_beginning_of_no_head_is_not_written_over(witness):
    witness.tell(line(2))
    book = witness.folder / FILE
    book.write_text(book.read_text() + "sightline-head 9")

    with raises(KnowsOtherwise, match="beginning of no head after 2"):
        witness.tell(line(4)[1:])
    assert book.read_text().endswith("sightline-head 9")


@mark.parametrize("fork", [1, 2, 3])
def test_it_refuses_a_past_that_is_different(witness, fork):
    witness.tell(line(3))

    with raises(KnowsOtherwise):
        witness.tell(line(5, fork=fork))

    assert witness.heads() == line(3)


@mark.parametrize("left", [[], [1], [1, 2]])
def test_it_refuses_a_past_that_is_shorter(witness, left):
    witness.tell(line(3))

    with raises(KnowsOtherwise):
        witness.tell([signed for signed in line(3) if signed.head.number in left])


def test_it_refuses_a_line_with_a_piece_missing(witness):
    witness.tell(line(2))

    with raises(KnowsOtherwise):
        witness.tell([line(5)[1], *line(5)[3:]])


def test_it_refuses_a_line_that_does_not_begin_at_the_beginning(witness):
    with raises(KnowsOtherwise):
        witness.tell(line(4)[1:])


def test_lines_are_only_ever_added(witness):
    witness.tell(line(2))
    before = (witness.folder / FILE).read_bytes()

    witness.tell(line(4))

    assert (witness.folder / FILE).read_bytes().startswith(before)


def test_one_whose_folder_is_not_there_is_away_and_no_folder_is_made(tmp_path):
    away = Witness("away", tmp_path / "nowhere")

    for ask in (away.heads, away.last, lambda: away.tell(line(1))):
        with raises(Unreachable):
            ask()
    assert not (tmp_path / "nowhere").exists()


def test_a_book_that_somebody_scribbled_in_is_no_head(witness):
    (witness.folder / FILE).write_text("scribble\n")

    with raises(NotAHead):
        witness.heads()
    with raises(NotAHead):
        witness.tell(line(1))


def test_the_public_page_gets_one_head_a_day(tmp_path):
    public = Witness("public", partner(tmp_path / "public").folder, daily=True)

    assert public.tell(line(1)) == 1
    assert public.tell(line(4)) == 0
    assert [signed.head.number for signed in public.heads()] == [1]


def test_the_public_page_is_told_on_over_days_and_still_refuses_another_past(tmp_path):
    public = Witness("public", partner(tmp_path / "public").folder, daily=True)
    public.tell(line(1, days=1))

    assert public.tell(line(3, days=1)) == 1
    assert [signed.head.number for signed in public.heads()] == [1, 3]
    with raises(KnowsOtherwise):
        public.tell(line(4, fork=2, days=1))


@fixture
def auditor(db):
    area = Area.objects.create(code="tyne", name="Tyne", nation="england")
    return person_as("auditor", area=area)


def look(person):
    with acting_as(person):
        note("consult", "list", kind="reports.Report", asked="reports")


def test_the_sealer_seals_and_tells(auditor, witness):
    look(auditor)

    assert Sealer(settings.SEAL_KEY, [witness]).round(NOON) == 1
    assert [signed.head.number for signed in witness.heads()] == [1]
    assert not Notice.objects.exists()


def test_while_a_witness_is_away_work_goes_on_and_it_catches_up(auditor, tmp_path):
    away = Witness("away", tmp_path / "away")
    sealer = Sealer(settings.SEAL_KEY, [away])
    for step in range(3):
        look(auditor)
        assert sealer.round(NOON + step * timedelta(seconds=10)) == 1

    away.folder.mkdir()
    sealer.round(NOON + MINUTE)

    assert [signed.head.number for signed in away.heads()] == [1, 2, 3]
    assert sealer.since == {}


def test_a_witness_that_is_away_for_a_minute_calls_the_auditors_once(auditor, tmp_path):
    sealer = Sealer(settings.SEAL_KEY, [Witness("away", tmp_path / "away")])

    sealer.round(NOON)
    assert not Notice.objects.exists()
    for seconds in (60, 70, 80):
        sealer.round(NOON + timedelta(seconds=seconds))

    notice = Notice.objects.get()
    assert (notice.subject, notice.sent_at) == ("ledger", NOON + MINUTE)
    with acting_as(auditor):
        assert Notice.objects.exists()


def test_once_somebody_has_answered_a_new_trouble_calls_again(auditor, tmp_path):
    sealer = Sealer(settings.SEAL_KEY, [Witness("away", tmp_path / "away")])
    sealer.round(NOON)
    sealer.round(NOON + MINUTE)
    Notice.objects.update(answered_at=NOON + MINUTE, answered_by=auditor.pk)

    sealer.round(NOON + 2 * MINUTE)

    assert Notice.objects.count() == 2


def test_a_witness_that_knows_otherwise_calls_the_auditors_at_once(auditor, witness):
    witness.tell(line(3))
    look(auditor)

    Sealer(settings.SEAL_KEY, [witness]).round(NOON)

    assert Notice.objects.get().subject == "ledger"
    assert witness.heads() == line(3)


def test_entries_that_nobody_seals_for_a_minute_call_the_auditors(auditor, witness, monkeypatch):
    look(auditor)
    monkeypatch.setattr("sightline.ledger.sealer.seal", lambda key, at: None)

    Sealer(settings.SEAL_KEY, [witness]).round(datetime.now(UTC) + timedelta(seconds=55))
    assert not Notice.objects.exists()
    Sealer(settings.SEAL_KEY, [witness]).round(datetime.now(UTC) + timedelta(seconds=65))

    assert Notice.objects.get().subject == "ledger"


def test_one_witness_away_keeps_no_other_from_being_told(auditor, witness, tmp_path):
    look(auditor)

    Sealer(settings.SEAL_KEY, [Witness("away", tmp_path / "away"), witness]).round(NOON)

    assert len(witness.heads()) == 1
