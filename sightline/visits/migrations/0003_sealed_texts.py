"""What was readable, sealed: a few rows at a time, and again from where it stopped (2 of 3)."""

from django.db import migrations

from sightline.kit.sealing import fill_sealed


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("visits", "0002_sealed_columns")]
    operations = [
        fill_sealed("visits_contactgiven", ["how", "hours", "never"], of="encounter_id"),
    ]
