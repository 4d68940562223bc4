"""What has been written gets its seal; nobody who writes waits for it, and what an anonymous reporter left waits for the day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, connections
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.ledger import sealing
from sightline.ledger.heads import FIRST, NotAHead, read
from sightline.ledger.merkle import root_of
from sightline.ledger.models import Entry, Seal, Sealed
from sightline.ledger.notes import note
from sightline.ledger.sealing import heads_after, seal, waiting_since
from sightline.ledger.tests.sealed import as_superuser, written

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@fixture
def analyst(db):
    return person_as("analyst")


def look(person, found=0):
    with acting_as(person):
        return note("consult", "list", kind="reports.Report", asked="reports", found=found)


def test_what_was_written_is_sealed_with_its_root_and_our_signature(analyst):
    looks = [look(analyst, number) for number in range(3)]

    signed = seal(settings.SEAL_KEY, NOON)

    leaves = [bytes(Entry.objects.get(pk=key).leaf) for key in looks]
    assert (signed.head.number, signed.head.size, signed.head.previous) == (1, 3, FIRST)
    assert signed.head.root == root_of(leaves)
    assert signed.holds(settings.SEAL_PUBLIC_KEYS)
    assert list(Sealed.objects.order_by("position").values_list("pk", flat=True)) == looks


def test_the_next_seal_names_the_one_before_and_is_over_everything(analyst):
    look(analyst)
    first = seal(settings.SEAL_KEY, NOON)
    look(analyst)

    second = seal(settings.SEAL_KEY, NOON + timedelta(seconds=10))

    leaves = [bytes(leaf) for leaf in Sealed.objects.order_by("position").values_list("leaf", flat=True)]
    assert (second.head.number, second.head.size, second.head.previous) == (2, 2, first.head.hash)
    assert second.head.root == root_of(leaves)


@mark.django_db
def test_nothing_new_makes_no_seal():
    assert seal(settings.SEAL_KEY, NOON) is None
    assert not Seal.objects.exists()


def test_an_entry_is_sealed_once(analyst):
    look(analyst)
    seal(settings.SEAL_KEY, NOON)

    assert seal(settings.SEAL_KEY, NOON) is None


def test_a_long_queue_is_sealed_in_parts_and_nothing_is_left_out(analyst, monkeypatch):
    monkeypatch.setattr(sealing, "MOST", 4)
    looks = [look(analyst, number) for number in range(10)]

    sizes = [signed.head.size for signed in iter(lambda: seal(settings.SEAL_KEY, NOON), None)]

    assert sizes == [4, 8, 10]
    assert set(Sealed.objects.values_list("pk", flat=True)) == set(looks)


def test_the_entries_stay_as_they_were(analyst):
    look(analyst)
    before = list(Entry.objects.values())

    seal(settings.SEAL_KEY, NOON)

    assert list(Entry.objects.values()) == before


def test_what_an_anonymous_reporter_left_waits_for_the_end_of_the_day(analyst):
    with acting_as(None, "sl_public"):
        left = note("collect", "receive", kind="reports.Report")
    mine = look(analyst)

    seal(settings.SEAL_KEY, NOON)

    assert list(Sealed.objects.values_list("pk", flat=True)) == [mine]
    assert Entry.objects.filter(pk=left, clock="day").exists()


def test_what_anonymous_reporters_left_on_a_day_that_is_over_is_sealed_first_and_in_no_order_of_time(analyst):
    with acting_as(None, "sl_public"):
        left = [note("collect", "receive", kind="reports.Report") for _ in range(5)]
    with connection.cursor() as cursor:
        connection.check_constraints()
        cursor.execute("alter table ledger_entry disable trigger stands")
        cursor.execute("update ledger_entry set at = at - interval '2 days' where clock = 'day'")
    mine = look(analyst)

    seal(settings.SEAL_KEY, NOON)

    assert list(Sealed.objects.order_by("position").values_list("pk", flat=True)) == [*sorted(left), mine]


def test_since_when_something_waits_is_known(analyst):
    assert waiting_since() is None

    entry = Entry.objects.get(pk=look(analyst))
    assert waiting_since() == entry.at

    seal(settings.SEAL_KEY, NOON)
    assert waiting_since() is None


@mark.parametrize(
    "statement", ["select * from ledger_entry", "update ledger_seal set number = 9", "delete from ledger_sealed"]
)
def test_the_sealer_reads_no_entry_and_changes_no_seal(analyst, statement):
    look(analyst)
    seal(settings.SEAL_KEY, NOON)

    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_sealer"), connection.cursor() as cursor:
        cursor.execute(statement)


@mark.parametrize("table", ["ledger_seal", "ledger_sealed"])
@mark.parametrize("statement", ["update {} set id = id", "delete from {}", "truncate {}"])
def test_even_the_owner_cannot_change_a_seal(analyst, table, statement):
    look(analyst)
    seal(settings.SEAL_KEY, NOON)

    connection.check_constraints()
    with raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@mark.parametrize("role", ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_auditor"])
@mark.parametrize("table", ["ledger_seal", "ledger_sealed"])
def test_nobody_else_may_seal(role, table, db):
    with raises(DatabaseError, match="permission denied"), acting_as(None, role), connection.cursor() as cursor:
        cursor.execute(f"insert into {table} select * from {table}")


@mark.django_db
@mark.parametrize("role", ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor"])
def test_nobody_reads_the_salt_of_a_record(role):
    with raises(DatabaseError, match="permission denied"), acting_as(None, role), connection.cursor() as cursor:
        cursor.execute("select * from ledger_salt")


def test_a_number_a_root_and_a_signature_have_their_shape(analyst):
    look(analyst)
    seal(settings.SEAL_KEY, NOON)

    for column, value in (("number", 0), ("size", 0), ("root", b"x"), ("signature", b"x"), ("key", b"x")):
        with raises(DatabaseError, match="check"), acting_as(None, "sl_sealer"), connection.cursor() as cursor:
            cursor.execute(
                f"insert into ledger_seal select * from jsonb_populate_record((select s from ledger_seal s), "
                f"jsonb_build_object('id', gen_random_uuid(), 'number', 7) || jsonb_build_object('{column}', to_jsonb(%s)))",
                [value],
            )


@mark.parametrize("line", ["", "x", "sightline-ledger-1 1 2 3", "sightline-ledger-1 1 1 00 00 2026-01-01T00:00:00Z 00"])
def test_a_line_that_is_no_head_is_refused(line):
    with raises(NotAHead):
        read(line)


def test_a_head_is_read_back_from_its_line(analyst):
    look(analyst)
    signed = seal(settings.SEAL_KEY, NOON)

    assert read(signed.line) == signed == heads_after(1)[0]
    with raises(NotAHead):
        read(signed.line.replace("sightline-ledger-1", "sightline-ledger-2"))


def test_a_signature_of_another_key_or_over_other_words_does_not_hold(analyst):
    look(analyst)
    signed = seal(settings.SEAL_KEY, NOON)

    assert not signed.holds(("00" * 32,))
    assert not read(signed.line.replace(" 1 1 ", " 1 2 ")).holds(settings.SEAL_PUBLIC_KEYS)


@mark.slow
def test_two_sealers_make_one_line_of_seals_and_leave_nothing_out(lasting):
    written(60)

    def sealing_away(_):
        try:
            return [signed for signed in (seal(settings.SEAL_KEY, NOON) for _ in range(5)) if signed]
        finally:
            connections.close_all()

    sealing.MOST, before = 10, sealing.MOST
    try:
        with ThreadPoolExecutor(4) as pool:
            made = [signed for part in pool.map(sealing_away, range(4)) for signed in part]
    finally:
        sealing.MOST = before

    numbers = sorted(signed.head.number for signed in made)
    assert numbers == list(range(1, len(numbers) + 1))
    while seal(settings.SEAL_KEY, NOON):
        pass
    assert Sealed.objects.count() == Entry.objects.count() == 60


@mark.slow
def test_an_act_that_stays_open_holds_no_seal_back_and_is_sealed_when_it_ends(cluster, lasting):
    written(1)
    with as_superuser(cluster, lasting) as keeper, keeper.transaction():
        keeper.execute(
            "create temporary table made as select * from ledger_entry; update made set id = gen_random_uuid()"
        )
        keeper.execute("update made set xid = pg_current_xact_id()")
        keeper.execute("insert into ledger_entry select * from made")
        written(2)
        first = seal(settings.SEAL_KEY, NOON)

    second = seal(settings.SEAL_KEY, NOON)

    assert (first.head.size, second.head.size) == (3, 4)
