"""Indexes of triage and of search, made beside the running release. The words are indexed with their desk before them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Case, When

WORDS = """
create index concurrently if not exists reports_by_words on reports_report
    using gin ((array_to_tsvector(array[desk_id::text]) || to_tsvector('simple', what || ' ' || place)))
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reports", "0011_calls")]

    operations = [
        AddIndexConcurrently(
            "report", models.Index(fields=["desk", "state", "-received_at"], name="reports_by_state")
        ),
        AddIndexConcurrently(
            "report",
            models.Index(
                "desk",
                Case(When(level="red", then=0), When(level="amber", then=1), When(level="routine", then=2)),
                "received_at",
                "ref",
                condition=models.Q(state__in=["received", "taken"]),
                name="open_reports_urgent_first",
            ),
        ),
        migrations.RunSQL(WORDS, "drop index concurrently if exists reports_by_words"),
    ]
