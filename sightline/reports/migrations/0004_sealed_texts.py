"""What was readable, sealed: a few rows at a time, and again from where it stopped (2 of 3)."""

from django.db import migrations

from sightline.kit.sealing import fill_sealed


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reports", "0003_sealed_columns")]
    operations = [
        fill_sealed("reports_reportercontact", ["name", "reach", "when_safe"]),
    ]
