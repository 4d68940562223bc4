"""The sealed columns required, the readable ones gone: once no release is running that needs them (3 of 3)."""

from django.db import migrations

from sightline.kit.sealing import only_sealed


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_sealed_texts")]
    operations = [
        only_sealed("reports_reportercontact", ["name", "reach", "when_safe"]),
    ]
