"""An index that holds all that counting a desk's open reports asks; made beside the running release."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reports", "0020_words_of_each_desk")]

    operations = [
        AddIndexConcurrently(
            "report",
            models.Index(
                fields=["desk"],
                include=["state", "level", "held", "received_at", "partner", "id"],
                condition=models.Q(state__in=["received", "taken"]),
                name="open_reports_counted",
            ),
        ),
    ]
