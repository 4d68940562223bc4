"""Functions that work as the owner, by name, and who may call them: each is a door in a wall, made for one purpose."""

from django.db import DatabaseError, connection
from pytest import mark, raises

from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.kit.facts import DEFINITIONS, READERS
from sightline.kit.steps import steps_of

pytestmark = mark.django_db

SERVICES = ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor", "sl_door"]
LOGINS = ["sl_staff_login", "sl_public_login", "sl_worker_login", "sl_sealer_login", "sl_verifier_login"]

OF_ONE_PURPOSE = {
    "context": set(SERVICES),  # a part of one's own, once its signature holds
    "note": {"sl_staff", "sl_public", "sl_worker", "sl_auditor"},
    "step_taken": {"sl_staff", "sl_worker"},
    "sent_before": {"sl_staff"},
    "sent": {"sl_staff"},
    "state_of_report": {"sl_public", "sl_staff"},
    "tell_more": {"sl_public"},
    "report_of_code": {"sl_public"},  # where a file belongs; keys that are drawn at random, and nothing told
    "set_level": {"sl_staff"},  # raises, or lowers as one or two people said
    "ring_again": {"sl_worker"},
    "send_up": {"sl_worker"},
    "led_to": {"sl_public"},  # counts of at least five, rounded, of whole months
    "items_of_reports": {"sl_counter"},  # keys and moments, no words
    "led_on": {"sl_public", "sl_counter"},  # whose own function it is; at least five, of at least five places
    "one_more_sent": {"sl_public"},  # counts what the front sent lately; a bare number
    "dialogue": {"sl_public"},
    "write_back": {"sl_public"},
    "of_own_note": set(),  # for the three below
    "dialogue_of_note": {"sl_staff"},  # as all of a note: of its writer alone
    "add_to_note": {"sl_staff"},
    "report_of_note": {"sl_staff"},
    "hear_more": {"sl_staff"},
    "tell_again": {"sl_staff"},
    "keep_receipt": {"sl_staff"},
    "wishes_of": {"sl_public"},  # of who holds the code
    "search_reports": {"sl_staff"},  # asks the rule of reports itself, and gives keys alone
    "count_operation": {"sl_staff", "sl_counter"},  # whose own function it is
    "held_back": set(),  # by the next and by `erase_record` alone
    "review_is_held": {"sl_staff"},  # of a review that they may see: whether, and not why
    "erase_record": set(),  # by the owner and by `erase` alone
    "erase": {"sl_staff"},
    "due_for_review": {"sl_worker"},
    "own_agency": {"sl_staff"},
    "wrapped_keys": {"sl_staff"},
    "keep_key": {"sl_staff"},
    "put_key_in": {"sl_public"},
    "sealing_keys": {"sl_staff"},
    "partners": set(),  # asked by facts alone
    "record_and_parts": {"sl_staff"},
    "lookers_of_case": {"sl_staff"},
    "meant_to_see": {"sl_staff"},  # where a record belongs, for who may ask to see it; no content
    "meant_in_conflict": {"sl_staff"},  # a key by its reference, for who records another's conflict; no content
    "held_in_conflict": set(),  # of the reader, for the two below
    "takers_in_conflict": {"sl_staff"},  # colleagues, whose names are in the open directory
    "hand_over_in_conflict": {"sl_staff"},  # what the reader holds and may not read; it gives its key alone
    "sight_of": set(),  # for the ledger's entry of a look
    "crossings_by_year": {"sl_staff", "sl_public", "sl_counter"},  # whose own function it is
    "mark_of": {"sl_staff"},
    "own_looks": {"sl_staff"},
    "ring": set(),  # a trigger of the ledger
    "seen_of_owners": set(),  # for the weekly note
    "write_weekly_notes": {"sl_worker"},  # to each owner; it reads nothing of them
    "answers": {"sl_staff"},  # of oneself, or as the auditor
    "context_of": set(),
    "use_invitation": {"sl_door"},
    "program_of": {"sl_door"},  # as which program a token comes in, before anybody is known
    "own_sessions": {"sl_staff"},
    "end_own_sessions": {"sl_staff"},
    "end_sessions_of": {"sl_staff"},  # of a colleague, for an administrator of their agency who has confirmed
    "sign_ins_elsewhere": {"sl_door"},
    "known_elsewhere": {"sl_door"},
    "entries_to_seal": {"sl_sealer"},
    "unsealed_since": {"sl_sealer", "sl_staff", "sl_auditor", "sl_worker"},
    "alarm_auditors": {"sl_sealer", "sl_auditor", "sl_worker"},
}


def definers() -> dict[str, set[str]]:
    """Each function that works with its owner's rights, and the service roles that may call it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, array(select r from unnest(%s::text[]) r where has_function_privilege(r, p.oid, 'execute')) "
            "from pg_proc p where prosecdef and pronamespace in ('priv'::regnamespace, 'public'::regnamespace)",
            [SERVICES],
        )
        return {name: set(callers) for name, callers in cursor.fetchall()}


def test_every_function_that_works_as_its_owner_is_known_here_with_its_callers():
    facts = {name: set(READERS) for name in DEFINITIONS}
    histories = {f"steps_of_{model._meta.db_table}": {"sl_staff"} for model in our_models() if steps_of(model)}

    assert definers() == OF_ONE_PURPOSE | facts | histories


def test_a_login_that_took_on_no_role_may_call_none_of_them():
    with connection.cursor() as cursor:
        cursor.execute(
            "select r, proname from unnest(%s::text[]) r, pg_proc p where p.pronamespace = 'priv'::regnamespace "
            "and prosecdef and has_function_privilege(r, p.oid, 'execute')",
            [LOGINS],
        )
        assert cursor.fetchall() == []


def test_a_function_made_tomorrow_is_closed_to_everybody():
    with connection.cursor() as cursor:
        cursor.execute("create function priv.tomorrow() returns integer language sql return 1")
        cursor.execute(
            "select count(*) from unnest(%s::text[]) r where has_function_privilege(r, 'priv.tomorrow()', 'execute')",
            [SERVICES],
        )
        assert cursor.fetchone() == (0,)


@mark.parametrize("role", SERVICES)
def test_no_service_role_may_make_anything(role):
    for statement in ("create table mine ()", "create function mine() returns integer language sql return 1"):
        with raises(DatabaseError, match="permission denied"), acting_as(None, role), connection.cursor() as cursor:
            cursor.execute(statement)


@mark.parametrize("role", SERVICES)
def test_no_service_role_may_see_or_change_what_signs_the_context(role):
    for statement in ("select * from priv.context_key", "update priv.context_key set inner_pad = ''"):
        with raises(DatabaseError, match="permission denied"), acting_as(None, role), connection.cursor() as cursor:
            cursor.execute(statement)


@mark.parametrize(
    "statement",
    [
        "alter table reports_report disable row level security",
        "drop policy sl_staff_see on reports_report",
        "create policy mine on reports_report using (true)",
        "alter table ledger_entry disable trigger stands",
        "alter table reports_report disable trigger steps",
        "alter function priv.reader() owner to sl_staff",
        "grant select on reports_receipt to sl_staff",
    ],
)
def test_a_service_role_cannot_take_a_wall_down(statement):
    with (
        raises(DatabaseError, match=r"must be owner|permission denied"),
        acting_as(None),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@mark.parametrize("setting", ["row_security = off", "session_replication_role = replica"])
def test_a_service_role_cannot_switch_the_rules_off(setting):
    with raises(DatabaseError), acting_as(None), connection.cursor() as cursor:
        cursor.execute(f"set local {setting}; select * from reports_report")
