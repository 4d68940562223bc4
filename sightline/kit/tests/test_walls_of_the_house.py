"""What must hold for every table at once."""

from django.apps import apps
from django.db import DatabaseError, connection, models
from pytest import mark, raises

from sightline.kit.acting import acting_as
from sightline.kit.apply import apply_policies, our_models, walled_tables
from sightline.kit.drift import drift
from sightline.kit.policies import POLICIES

pytestmark = mark.django_db

SERVICES = ("sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor", "sl_door")


def test_the_database_holds_exactly_what_the_rules_say():
    assert drift() == []


def test_a_policy_made_by_hand_is_found():
    with connection.cursor() as cursor:
        cursor.execute("create policy by_hand on reports_report for select to sl_staff using (true)")

    assert drift() == ["reports_report: the policy by_hand is not what the rules say"]


def test_a_policy_that_was_dropped_is_found():
    with connection.cursor() as cursor:
        cursor.execute("drop policy sl_staff_see on reports_report")

    assert drift() == ["reports_report: the policy sl_staff_see is not what the rules say"]


def test_a_table_without_walls_is_found():
    with connection.cursor() as cursor:
        cursor.execute("alter table reports_report no force row level security")

    assert drift() == ["reports_report has no forced row security"]


def test_a_grant_that_no_rule_opens_is_found():
    with connection.cursor() as cursor:
        cursor.execute("grant select on reports_receipt to sl_staff")

    assert drift() == ["reports_receipt is granted to sl_staff although no rule opens it"]


def test_writing_the_rules_again_changes_nothing():
    assert apply_policies() == []


def test_every_table_of_ours_stands_behind_walls():
    assert {model._meta.db_table for model in our_models() if model._meta.managed} <= set(walled_tables())


@mark.parametrize("role", SERVICES)
def test_no_service_role_is_above_the_rules_or_owns_anything(role):
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = %s", [role]
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute(
            "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where rolname = %s", [role]
        )
        assert cursor.fetchone() == (0,)


def test_no_service_role_may_delete_or_truncate():
    with connection.cursor() as cursor:
        cursor.execute(
            "select grantee, table_name from information_schema.role_table_grants "
            "where privilege_type in ('DELETE', 'TRUNCATE') and grantee = any(%s)",
            [list(SERVICES)],
        )
        assert cursor.fetchall() == []


def test_every_definer_function_fixes_its_path_and_is_closed_to_the_public():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where pronamespace in ('priv'::regnamespace, 'public'::regnamespace) and prosecdef "
            "and (proconfig is null or not proconfig::text like '%%search_path%%' "
            "or has_function_privilege('public', oid, 'execute'))"
        )
        assert cursor.fetchall() == []


def test_no_function_is_open_to_the_public():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where pronamespace = 'priv'::regnamespace "
            "and has_function_privilege('public', oid, 'execute') and prorettype <> 'trigger'::regtype"
        )
        assert cursor.fetchall() == []


def test_no_policy_reads_another_protected_table():
    with connection.cursor() as cursor:
        cursor.execute("select tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies")
        reaching = [(table, name) for table, name, text in cursor.fetchall() if " from " in text.lower()]

    assert reaching == []


def test_no_model_makes_the_database_give_a_value_back():
    bad = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("sightline.")
        for field in model._meta.get_fields()
        if isinstance(field, models.AutoField | models.ManyToManyField | models.GeneratedField)
        or (isinstance(field, models.Field) and field.has_db_default())
    ]

    assert bad == []


def test_every_foreign_key_protects_what_it_points_at():
    loose = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]

    assert loose == []


@mark.parametrize(
    "key",
    sorted(POLICIES, key=lambda key: (key[0]._meta.label, key[1])),
    ids=lambda key: f"{key[0]._meta.label}-{key[1]}",
)
def test_no_context_means_no_rows(key):
    model, role = key
    policy = POLICIES[key]
    if policy.see is None or role in ("sl_public", "sl_counter"):
        return
    with acting_as(None, role):
        assert model.objects.count() == 0


@mark.parametrize("table", ["reports_receipt", "agencies_account", "agencies_session", "kit_step"])
def test_what_is_nobodys_is_refused_to_every_service_role(table):
    for role in SERVICES:
        with raises(DatabaseError, match="permission denied"), acting_as(None, role), connection.cursor() as cursor:
            cursor.execute(f"select * from {table}")
