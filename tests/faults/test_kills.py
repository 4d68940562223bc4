"""A short form of the kills: the long one is `make faults`."""

from pytest import mark

from tests.faults.kills import survived

KILLS, SEED = 12, 1


@mark.slow
def test_whatever_is_killed_nothing_acknowledged_is_lost_or_doubled_and_each_act_has_its_entry(
    broken_ground, record_figure
):
    found = survived(broken_ground, KILLS, SEED)

    record_figure("kills in short", **found)
    assert found["kills"] == KILLS
    assert found["acts"] > 40
    wrong = {what: found[what] for what in ("lost", "doubled", "acts without audit", "audits without act")}
    assert wrong == dict.fromkeys(wrong, 0)
