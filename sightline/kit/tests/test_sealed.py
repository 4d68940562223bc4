"""A sealed column: readable on the page of whoever the walls let in, and by nobody who has only the database."""

from datetime import date

from django.conf import settings as configured
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import PersonFactory
from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.kit.models import DataKey
from sightline.kit.policies import POLICIES
from sightline.kit.refusals import Unopened
from sightline.kit.sealed import SealedDateField, SealedTextField, sealed_fields
from sightline.reports.models import ReporterContact
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.models import Identity, Placement
from sightline.safeguarding.tests.factories import IdentityFactory, PlacementFactory

pytestmark = mark.django_db

SEALED = {
    "reports.LevelChange": {"why"},
    "reports.Sheet": {"taken_by"},
    "reports.Particulars": {"texts"},
    "reports.Attachment": {"copy"},
    "reports.Original": {"content"},
    "reports.CallDraft": {"typed"},
    "reports.ReporterContact": {"name", "reach", "when_safe"},
    "reports.ReporterMessage": {"text"},
    "reports.Translation": {"text"},
    "visits.ContactGiven": {"how", "hours", "never"},
    "safeguarding.Identity": {"calls_self", "full_name", "born_on", "nationality"},
    "safeguarding.SafeContact": {"how", "hours", "never", "asked_for"},
    "safeguarding.FirstPlace": {"says"},
    "safeguarding.Placement": {"address"},
    "safeguarding.Relay": {"calls_self"},
    "safeguarding.RelayMessage": {"text"},
    "safeguarding.Crossed": {"says"},
}


def stored(record, column: str) -> bytes:
    """What the database has in that column."""
    with connection.cursor() as cursor:
        cursor.execute(f'select "{column}" from {record._meta.db_table} where id = %s', [record.pk])
        return bytes(cursor.fetchone()[0])


@fixture
def identity():
    """Who somebody is, as the database gives it back."""
    made = IdentityFactory(calls_self="Linh", full_name="Invented Linh", born_on=date(1999, 2, 3))
    return Identity.objects.get(pk=made.pk)


# What is sealed ------------------------------------------------------------------------------------------


def test_these_columns_are_sealed_and_no_others():
    assert {
        model._meta.label: {f.name for f in fields} for model in our_models() if (fields := sealed_fields(model))
    } == (SEALED)


def test_a_sealed_column_is_never_empty_and_says_what_it_is():
    for model in our_models():
        for field in sealed_fields(model):
            assert not field.null
            assert field.column == f"{field.name}_sealed"


def test_the_database_holds_no_word_of_it(identity):
    assert b"Linh" not in stored(identity, "calls_self_sealed") + stored(identity, "full_name_sealed")
    assert b"1999" not in stored(identity, "born_on_sealed")


def test_it_reads_as_it_was_written(identity):
    assert (identity.calls_self, identity.full_name, identity.born_on) == ("Linh", "Invented Linh", date(1999, 2, 3))


def test_what_was_left_empty_reads_as_empty_and_looks_like_the_rest():
    identity = Identity.objects.get(pk=IdentityFactory(full_name="", born_on=None).pk)

    assert (identity.full_name, identity.born_on) == ("", None)
    assert len(stored(identity, "full_name_sealed")) > 40


def test_saving_a_row_that_was_not_opened_leaves_it_as_it_was(identity):
    before = stored(identity, "calls_self_sealed")

    identity.save()

    assert stored(identity, "calls_self_sealed") == before


def test_a_value_set_anew_is_sealed_anew(identity):
    identity.calls_self = "Mai"
    identity.save(update_fields=["calls_self"])

    assert Identity.objects.get(pk=identity.pk).calls_self == "Mai"


def test_a_column_left_for_later_is_fetched_and_opened():
    made = PlacementFactory(address="3 Invented Row")

    assert Placement.objects.defer("address").get(pk=made.pk).address == "3 Invented Row"


def test_rows_made_many_at_once_are_sealed_too():
    report = ReportFactory()
    ReporterContact.objects.bulk_create(
        ReporterContact(report=report, desk=report.desk, reach=f"number {n}") for n in range(3)
    )

    assert sorted(contact.reach for contact in ReporterContact.objects.filter(report=report)) == [
        "number 0",
        "number 1",
        "number 2",
    ]


def test_a_text_that_is_too_long_is_not_stored():
    with raises(ValueError, match="calls_self is longer than 120 characters"):
        IdentityFactory(calls_self="x" * 121)


def test_values_without_a_row_stay_sealed(identity):
    assert str(Identity.objects.values_list("calls_self", flat=True).get()) == "(sealed)"


# What rules and filters cannot say -----------------------------------------------------------------------


@mark.parametrize("lookup", ["calls_self", "calls_self__in", "calls_self__icontains", "calls_self__isnull"])
def test_no_filter_speaks_of_it(lookup):
    with raises(FieldError, match="calls_self is sealed"):
        Identity.objects.filter(**{lookup: "Linh"}).exists()


def test_no_update_writes_it_unsealed(identity):
    with raises(TypeError, match="set it on a row"):
        Identity.objects.update(calls_self="Mai")


WRITTEN_OVER = ["reports.CallDraft.typed"]  # until it is sent; what is in a report stays as it was written


def test_no_rule_speaks_of_a_sealed_column():
    spoken = [
        f"{model._meta.label}.{field.name}"
        for (model, _role), policy in POLICIES.items()
        for rule in [policy.see, policy.add, policy.never, *policy.verbs().values()]
        if rule
        for field in sealed_fields(model)
        if field.name in str(rule.q()) or field.name in rule.fields
    ]

    assert sorted(set(spoken)) == WRITTEN_OVER


# Keys ----------------------------------------------------------------------------------------------------


def test_all_of_a_case_has_one_data_key_and_a_home_its_own():
    home = PlacementFactory()
    case = home.case
    IdentityFactory(case=case), IdentityFactory(case=case)

    assert DataKey.objects.filter(pk=case.pk).count() == 1
    assert DataKey.objects.filter(pk=home.pk).count() == 1


def test_a_data_key_is_wrapped_by_the_agency_of_whoever_first_wrote():
    handler, report = PersonFactory(), ReportFactory()

    with acting_as(handler):
        contact = ReporterContact(report=report, desk=report.desk, reach="by the bins")
        field = ReporterContact._meta.get_field("reach")
        field.pre_save(contact, add=True)

    assert DataKey.objects.get(pk=contact.pk).agency == handler.agency_id


def test_a_destroyed_key_erases_what_it_sealed(identity):
    DataKey.objects.filter(pk=identity.case_id).delete()

    erased = Identity.objects.get(pk=identity.pk)
    assert (erased.calls_self, erased.born_on) == ("(erased)", None)


def test_a_list_asks_for_all_its_keys_in_one_query(django_assert_num_queries):
    reader = PersonFactory()
    made = [IdentityFactory(calls_self=f"Linh {n}").pk for n in range(5)]

    with acting_as(reader):
        with connection.cursor() as cursor:
            cursor.execute("select set_config('role', 'sl_owner', true)")
        rows = list(Identity.objects.filter(pk__in=made))
        with django_assert_num_queries(1):
            assert {row.calls_self for row in rows} == {f"Linh {n}" for n in range(5)}


def test_keys_are_forgotten_when_an_act_ends(identity, django_assert_num_queries):
    reader = PersonFactory()
    with acting_as(reader):
        assert identity.calls_self == "Linh"

    again = Identity.objects.get(pk=identity.pk)
    with acting_as(reader), django_assert_num_queries(1):
        assert again.calls_self == "Linh"


def test_without_its_sealing_key_it_does_not_open(identity, settings):
    settings.SEALING_KEYS = {}

    with raises(Unopened, match="does not have version 1"):
        _ = identity.calls_self


def test_with_another_sealing_key_it_does_not_open(identity, settings):
    settings.SEALING_KEYS = {1: bytes(32)}

    with raises(Unopened, match="not the one that was used"):
        _ = identity.calls_self


def test_moved_to_another_row_it_does_not_open(identity):
    other = IdentityFactory(case=identity.case)
    with connection.cursor() as cursor:
        cursor.execute(
            "update safeguarding_identity t set calls_self_sealed = s.calls_self_sealed "
            "from safeguarding_identity s where t.id = %s and s.id = %s",
            [other.pk, identity.pk],
        )

    with raises(Unopened, match="was changed, or moved") as refused:
        _ = Identity.objects.get(pk=other.pk).calls_self
    assert "Linh" not in str(refused.value)


# Who may have keys ---------------------------------------------------------------------------------------


def test_without_a_reader_no_wrapped_key_is_given(identity):
    with acting_as(None), connection.cursor() as cursor:
        cursor.execute("select count(*) from priv.wrapped_keys(%s)", [[identity.case_id]])

        assert cursor.fetchone() == (0,)


@mark.parametrize("role", ["sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor"])
def test_no_role_but_the_staff_fronts_asks_for_wrapped_keys(role, identity):
    with raises(DatabaseError, match="permission denied"), acting_as(PersonFactory(), role):
        connection.cursor().execute("select * from priv.wrapped_keys('{}')")


@mark.parametrize("role", ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor"])
@mark.parametrize("table", ["kit_datakey", "kit_sealingkey"])
def test_nobody_lists_keys(role, table):
    with raises(DatabaseError, match="permission denied"), acting_as(PersonFactory(), role):
        connection.cursor().execute(f"select * from {table}")


def test_the_public_front_stores_a_contact_that_it_cannot_read(settings):
    report = ReportFactory()
    settings.SEALING_KEYS = {}

    with acting_as(None, "sl_public"):
        kept = ReporterContact.objects.create(report=report, desk=report.desk, reach="07700 900123")

    with raises(Unopened):
        _ = ReporterContact.objects.get(pk=kept.pk).reach
    settings.SEALING_KEYS = configured.SEALING_KEYS


def test_the_desk_reads_what_the_public_front_stored():
    report = ReportFactory()
    with acting_as(None, "sl_public"):
        kept = ReporterContact.objects.create(report=report, desk=report.desk, reach="07700 900123", name="Ash")

    opened = ReporterContact.objects.get(pk=kept.pk)

    assert (opened.reach, opened.name, opened.when_safe) == ("07700 900123", "Ash", "")


def test_the_public_front_cannot_put_another_key_in_place_of_one(identity):
    with raises(DatabaseError, match="duplicate key"), acting_as(None, "sl_public"):
        connection.cursor().execute("select priv.put_key_in(%s, %s)", [identity.case_id, b"\1\1other"])


# The fields themselves -----------------------------------------------------------------------------------


def test_a_field_is_written_into_migrations_as_it_was_made():
    _, path, args, options = SealedTextField(max_length=12, of="case").deconstruct()

    assert (path, args, options) == ("sightline.kit.sealed.SealedTextField", [], {"max_length": 12, "of": "case"})


@mark.parametrize("day", [date(1, 1, 1), date(2000, 2, 29), None])
def test_a_day_is_the_same_day_again(day):
    field = SealedDateField()

    assert field.from_text(field.to_text(day)) == day
