"""What leaves the desk is checked by a second person. What waits for an analyst unchecked goes back to be checked."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

FILL = """
do $$ begin
    if exists (select from pg_trigger where tgname = 'steps' and tgrelid = 'reports_sanitisedreport'::regclass) then
        alter table reports_sanitisedreport disable trigger steps;
    end if;
end $$;
update reports_sanitisedreport set left_at = written_at where state = 'graded' or level = 'routine';
update reports_sanitisedreport set state = 'written' where state = 'waiting' and level <> 'routine';
alter table reports_sanitisedreport enable trigger user;
"""

# Who checks is who does it, and what is written begins unchecked and no less urgent than its report: whatever an
# application says. The owner, who restores and replays, is not asked.
GUARD = """
create function priv.guard_hands() returns trigger language plpgsql set search_path = public, pg_temp as $$ begin
    if current_user = 'sl_owner' then
        return new;
    end if;
    if tg_op = 'INSERT' and (new.checked_by_id is not null or new.left_at is not null) then
        raise check_violation using message = 'what is written has not left yet';
    end if;
    if tg_op = 'INSERT' and new.level = 'routine'
       and exists (select from reports_report r where r.id = new.report_id and r.level <> 'routine') then
        raise check_violation using message = 'what leaves is as urgent as its report';
    end if;
    if tg_op = 'UPDATE' and new.checked_by_id is distinct from old.checked_by_id
       and (old.checked_by_id is not null or new.checked_by_id is distinct from priv.reader()) then
        raise check_violation using message = 'whoever checks it signs it';
    end if;
    return new; end $$;
create trigger hands before insert or update on reports_sanitisedreport
    for each row execute function priv.guard_hands();
"""
UNGUARD = "drop trigger hands on reports_sanitisedreport; drop function priv.guard_hands();"

STATES = [
    ("written", "Waiting for a colleague’s check"),
    ("waiting", "Waiting for an analyst"),
    ("graded", "Graded"),
    ("returned", "Sent back"),
    ("replaced", "Written again"),
]
KNOWN_TO = [("many", "No, more people could know it"), ("unsure", "I am not sure"), ("few", "Yes, only so few")]


def constraint(made):
    return migrations.AddConstraint("sanitisedreport", made)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_signing_in"), ("reports", "0006_what_was_answered")]

    operations = [
        migrations.AddField(
            "sanitisedreport",
            "checked_by",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.person"
            ),
        ),
        migrations.AddField(
            "sanitisedreport",
            "known_to",
            models.CharField(blank=True, choices=KNOWN_TO, max_length=10),
        ),
        migrations.AddField("sanitisedreport", "left_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "sanitisedreport", "state", models.CharField(choices=STATES, default="written", max_length=20)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, UNGUARD),
        constraint(
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(level="routine") | Q(checked_by__isnull=False) | Q(state="graded"),
                name="nothing_urgent_leaves_unchecked",
            )
        ),
        constraint(
            models.CheckConstraint(
                condition=~Q(checked_by=models.F("written_by")), name="nobody_checks_what_they_wrote"
            )
        ),
        constraint(
            models.CheckConstraint(
                condition=Q(state="written", left_at__isnull=True)
                | Q(state__in=["waiting", "graded"], left_at__isnull=False)
                | Q(state__in=["returned", "replaced"]),
                name="what_analysts_have_has_left",
            )
        ),
        constraint(
            models.UniqueConstraint(
                fields=["report"], condition=Q(state="written"), name="one_version_is_checked_at_a_time"
            )
        ),
    ]
