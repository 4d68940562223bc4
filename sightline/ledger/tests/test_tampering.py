"""Twelve ways to change the past, each tried as the server's superuser with every trigger off, each found and placed.

What one look at the database cannot tell (a tail cut off with its seal, all of it written anew with our own stolen key,
an old backup put back) is found by the witness alone; each such test also says that without the witness nothing shows.
"""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from pytest import fixture, mark, raises

from sightline.ledger.heads import FIRST, Head
from sightline.ledger.merkle import root_of
from sightline.ledger.models import Entry, Seal, Sealed
from sightline.ledger.sealing import heads_after, seal
from sightline.ledger.tests.sealed import as_superuser, pointed_at, verified, written
from sightline.ledger.witnesses import KnowsOtherwise
from tests.databases import clone

pytestmark = mark.slow

AS_IT_IS = "sha256('\\x00'::bytea || convert_to(priv.as_written(e), 'UTF8'))"
ANOTHER_KEY = "1f" * 32
WAY = re.compile(r"test_(\d+)_")


@fixture(scope="module", autouse=True)
def the_figure(request, record_figure):
    """Kept when every test of every way has passed, and not otherwise."""
    failed = request.session.testsfailed
    yield
    ways = {way[1] for each in request.session.items if each.path == request.path and (way := WAY.match(each.name))}
    if request.session.testsfailed == failed:
        record_figure("tampering", tried=len(ways), found=len(ways))


@fixture
def spoil(cluster, ledger):
    """Run statements as the superuser, with the time zone the marks are made in."""

    def run(*statements, given=()):
        with as_superuser(cluster, ledger) as keeper:
            keeper.execute("set timezone = 'UTC'")
            for statement in statements:
                keeper.execute(statement, given if "%s" in statement else None)

    return run


def at(position):
    """The key of the entry at that place."""
    return Sealed.objects.get(position=position).pk


def found(*ask):
    """What is found, and where."""
    return {(each.what, each.where) for each in verified(*ask).found}


def rewritten_with(key, spoil):
    """Change one entry with its mark, its place and every root, and sign all heads anew with that key."""
    spoil("update ledger_entry set found = 99 where id = %s", given=[at(5)])
    spoil(f"update ledger_entry e set leaf = {AS_IT_IS} where id = %s", given=[at(5)])
    spoil("update ledger_sealed s set leaf = e.leaf from ledger_entry e where e.id = s.id")
    leaves = [bytes(leaf) for leaf in Sealed.objects.order_by("position").values_list("leaf", flat=True)]
    previous = FIRST
    for old in Seal.objects.order_by("number"):
        head = Head(old.number, old.size, root_of(leaves[: old.size]), previous, old.at)
        new, previous = head.signed(key), head.hash
        spoil(
            f"update ledger_seal set root = %s, previous = %s, key = %s, signature = %s where number = {old.number}",
            given=[head.root, head.previous, new.key, new.signature],
        )


def test_nothing_is_found_in_a_ledger_that_nobody_touched(ledger, witness):
    told = verified(witness)

    assert told.sound
    assert (told.entries, told.sealed, told.seals, told.told) == (12, 12, 3, {"partner": 3})


def test_1_an_entry_that_was_changed_is_found(ledger, witness, spoil):
    entry = at(5)
    spoil("update ledger_entry set found = 99 where id = %s", given=[entry])

    assert found(witness) == {("rewritten", f"entry {entry}")}


def test_1_an_entry_that_was_changed_with_its_mark_is_found(ledger, witness, spoil):
    entry = at(5)
    spoil("update ledger_entry set found = 99 where id = %s", given=[entry])
    spoil(f"update ledger_entry e set leaf = {AS_IT_IS} where id = %s", given=[entry])

    assert found(witness) == {("replaced", f"entry {entry}")}


def test_1_an_entry_that_was_changed_with_its_mark_and_its_place_is_found_in_its_seal(ledger, spoil):
    entry = at(5)
    spoil("update ledger_entry set found = 99 where id = %s", given=[entry])
    spoil(f"update ledger_entry e set leaf = {AS_IT_IS} where id = %s", given=[entry])
    spoil("update ledger_sealed s set leaf = e.leaf from ledger_entry e where e.id = s.id")

    wrong = verified()

    assert {(each.what, each.where) for each in wrong.found} == {("root", "seal 2"), ("root", "seal 3")}
    assert "places 4 to 7" in wrong.found[0].says


def test_2_an_entry_that_was_deleted_is_found(ledger, spoil):
    entry = at(5)
    spoil("delete from ledger_entry where id = %s", given=[entry])

    assert found() == {("missing", f"entry {entry}")}


def test_2_an_entry_that_was_deleted_with_its_place_is_found(ledger, spoil):
    entry = at(5)
    spoil("delete from ledger_entry where id = %s", "delete from ledger_sealed where id = %s", given=[entry])

    assert ("gap", "place 5") in found()


def test_3_two_entries_that_were_swapped_are_found(ledger, spoil):
    one, other = at(2), at(9)
    spoil(
        "update ledger_sealed set id = gen_random_uuid() where position = 2",
        f"update ledger_sealed set id = '{one}' where position = 9",
        f"update ledger_sealed set id = '{other}' where position = 2",
    )

    assert {("replaced", f"entry {one}"), ("replaced", f"entry {other}")} <= found()


def test_3_two_entries_that_were_swapped_with_their_marks_are_found_in_their_seal(ledger, spoil):
    test_3_two_entries_that_were_swapped_are_found(ledger, spoil)
    spoil("update ledger_sealed s set leaf = e.leaf from ledger_entry e where e.id = s.id")

    assert found() >= {("root", "seal 1"), ("root", "seal 2")}


def test_4_an_entry_put_into_a_seal_is_found(ledger, spoil):
    spoil(
        "create temporary table made as select * from ledger_entry e limit 1;"
        "update made set id = '00000000-0000-0000-0000-000000000009';"
        "insert into ledger_entry select * from made;"
        f"update ledger_entry e set leaf = {AS_IT_IS} where id = '00000000-0000-0000-0000-000000000009';"
        "insert into ledger_sealed select id, 12, 3, leaf from ledger_entry "
        "where id = '00000000-0000-0000-0000-000000000009'"
    )

    assert ("added", "place 12") in found()


def test_5_an_entry_made_past_the_function_is_found_when_it_bears_no_true_mark(ledger, spoil):
    spoil(
        "create temporary table made as select * from ledger_entry e limit 1;"
        "update made set id = '00000000-0000-0000-0000-000000000009', xid = pg_current_xact_id(), at = now();"
        "insert into ledger_entry select * from made"
    )

    assert found() == {("rewritten", "entry 00000000-0000-0000-0000-000000000009")}


def test_5_a_well_made_forgery_of_this_moment_cannot_be_told_apart_and_stays_once_sealed(ledger, spoil):
    spoil(
        "create temporary table made as select * from ledger_entry e limit 1;"
        "update made set id = '00000000-0000-0000-0000-000000000009', xid = pg_current_xact_id(), at = now();"
        "insert into ledger_entry select * from made;"
        f"update ledger_entry e set leaf = {AS_IT_IS} where id = '00000000-0000-0000-0000-000000000009'"
    )
    assert found() == set()

    seal(settings.SEAL_KEY, datetime.now(UTC))
    spoil("delete from ledger_entry where id = '00000000-0000-0000-0000-000000000009'")

    assert found() == {("missing", "entry 00000000-0000-0000-0000-000000000009")}


def test_5_a_well_made_forgery_of_another_day_is_found(ledger, spoil):
    spoil(
        "create temporary table made as select * from ledger_entry e limit 1;"
        "update made set id = '00000000-0000-0000-0000-000000000009', xid = pg_current_xact_id(), at = now() - interval '1 day';"
        "insert into ledger_entry select * from made;"
        f"update ledger_entry e set leaf = {AS_IT_IS} where id = '00000000-0000-0000-0000-000000000009'"
    )
    seal(settings.SEAL_KEY, datetime.now(UTC))

    assert found() == {("clock", "entry 00000000-0000-0000-0000-000000000009")}


def test_6_a_tail_that_was_cut_off_is_found(ledger, spoil):
    spoil("delete from ledger_entry where id in (select id from ledger_sealed where position >= 8)")
    spoil("delete from ledger_sealed where position >= 8")

    assert found() == {("cut", "seal 3")}


def test_7_a_tail_that_was_cut_off_with_its_seal_is_found_by_the_witness_alone(ledger, witness, spoil):
    spoil(
        "delete from ledger_entry where id in (select id from ledger_sealed where seal = 3);"
        "delete from ledger_sealed where seal = 3;"
        "delete from ledger_seal where number = 3"
    )

    assert found() == set()
    assert found(witness) == {("cut", "witness partner")}


def test_8_a_past_written_anew_with_our_own_stolen_key_is_found_by_the_witness_alone(ledger, witness, spoil):
    rewritten_with(settings.SEAL_KEY, spoil)

    assert found() == set()
    assert found(witness) == {("forked", "witness partner")}
    assert sum(each.what == "forked" for each in verified(witness).found) == 2


def test_9_a_clock_that_was_set_back_is_found(ledger, spoil):
    written(1)
    assert seal(settings.SEAL_KEY, datetime.now(UTC) - timedelta(days=1))

    assert found() == {("clock", "seal 4")}


def test_9_an_entry_of_a_clock_that_was_set_back_is_found(ledger, spoil):
    written(1)
    newest = Entry.objects.order_by("-at").first().pk
    spoil("update ledger_entry set at = at - interval '1 hour' where id = %s", given=[newest])
    spoil(f"update ledger_entry e set leaf = {AS_IT_IS} where id = %s", given=[newest])
    seal(settings.SEAL_KEY, datetime.now(UTC))

    assert found() == {("clock", f"entry {newest}")}


def test_10_a_seal_that_is_used_again_is_found(ledger, spoil):
    spoil(
        "insert into ledger_seal select gen_random_uuid(), 4, size, root, previous, at, key, signature, peaks, horizon "
        "from ledger_seal where number = 3"
    )

    assert {("link", "seal 4"), ("signature", "seal 4")} <= found()


def test_11_a_past_written_anew_with_another_key_is_found(ledger, witness, spoil):
    rewritten_with(ANOTHER_KEY, spoil)

    assert found() == {("signature", f"seal {number}") for number in (1, 2, 3)}
    assert ("forked", "witness partner") in found(witness)


def test_12_an_old_backup_put_back_is_found_by_the_witness_alone(cluster, three_seals, ledger, witness):
    written(2)
    seal(settings.SEAL_KEY, datetime.now(UTC))
    witness.tell(heads_after(3))
    assert found(witness) == set()

    with clone(cluster, three_seals, "clone_backup") as backup, pointed_at(backup):
        assert found() == set()
        assert found(witness) == {("cut", "witness partner")}


@mark.parametrize("more", [0, 3])
def test_12_the_witness_refuses_to_be_told_on_from_an_old_backup(ledger, witness, more):
    """The database stands at seal 3, as an old copy does; the witness has been told a fourth by the one that was lost."""
    last = Seal.objects.get(number=3).signed.head
    lost = Head(4, 20, last.root, last.hash, last.at).signed(settings.SEAL_KEY)
    witness.tell([Seal.objects.get(number=3).signed, lost])
    written(more)
    seal(settings.SEAL_KEY, datetime.now(UTC))

    assert found() == set()
    assert found(witness) == {("forked" if more else "cut", "witness partner")}
    with raises(KnowsOtherwise, match="another head 4"):
        witness.tell(heads_after(4))
