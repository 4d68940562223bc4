"""What a kind of record is: every record that could be shared has one, and each kind is a list of fields."""

from pytest import mark

from sightline.agencies.models import Agency
from sightline.kit.facts import DEFINITIONS
from sightline.kit.policies import POLICIES
from sightline.kit.vocabulary import load
from sightline.sharing.covering import fields_of, names_somebody, objection, records_of

KINDS = load("sharing/kinds")
WHO_SOMEBODY_IS = {"reports.Report", "reports.ReporterContact", "visits.Account", "visits.ContactGiven"}
WHO_SOMEBODY_IS |= {"safeguarding.Case", "safeguarding.Identity", "safeguarding.SafeContact", "safeguarding.Placement"}
WHO_SOMEBODY_IS |= {"safeguarding.Referral", "safeguarding.Relay", "safeguarding.RelayMessage"}
STAYS_AT_ITS_OWN = {"awareness.Event", "awareness.Attendance"}  # read by everybody whose work follows; written at home
STAYS_AT_ITS_OWN |= {"trust.Review", "trust.Hold"}  # each desk decides about its own records, and auditors look on
STAYS_AT_ITS_OWN |= {"sharing.Sight"}  # oversight at home approves; whoever is on duty for the record is told


def of_staff():
    return [
        policy for (_, role), policy in POLICIES.items() if role == "sl_staff" and ".tests." not in policy.__module__
    ]


@mark.parametrize("policy", of_staff(), ids=lambda policy: policy.model._meta.label)
def test_a_policy_names_a_kind_that_there_is(policy):
    assert policy.shares == "" or policy.shares in KINDS


@mark.parametrize("kind", KINDS)
def test_every_kind_stands_for_some_records(kind):
    assert list(records_of([kind]))


@mark.parametrize("policy", of_staff(), ids=lambda policy: policy.model._meta.label)
def test_a_record_that_could_be_shared_says_as_what(policy):
    """One whose rules ask a fact that depends on agreements, and names no kind, could be read at home only."""
    asked = {name for verb in ("see", "add") if (rule := policy.rule_for(verb)) for name, _ in rule.facts()}

    if {name for name in asked if DEFINITIONS[name].covered}:
        assert policy.shares or policy.model._meta.label in STAYS_AT_ITS_OWN


def test_whatever_tells_who_somebody_is_has_a_kind_that_says_so():
    told = {model._meta.label for model in records_of(kind for kind in KINDS if KINDS[kind].get("identifies"))}

    assert told >= WHO_SOMEBODY_IS


@mark.parametrize("label", sorted(WHO_SOMEBODY_IS))
def test_whatever_tells_who_somebody_is_has_a_rule_against_immigration(label):
    policy = next(policy for policy in of_staff() if policy.model._meta.label == label)

    assert "for_immigration" in {name for name, _ in policy.never.facts()}


def test_the_fields_of_kinds_are_those_of_their_records():
    assert {name.rsplit(".", 1)[0] for name in fields_of(["identities"])} == {
        "safeguarding.Crossed",
        "safeguarding.Crossing",
        "safeguarding.Identity",
        "safeguarding.SafeContact",
    }
    assert "safeguarding.Identity.full_name" in fields_of(["identities"])


def test_an_objection_names_the_kinds_that_immigration_may_not_have():
    officers, council = Agency(kind="immigration"), Agency(kind="council")

    assert names_somebody(["visits", "care"]) == ["care"]
    assert objection(["visits", "care"], [council]) == []
    assert objection(["visits", "care"], [council, officers]) == ["care"]
