"""What was readable, sealed: a few rows at a time, and again from where it stopped (2 of 3)."""

from django.db import migrations

from sightline.kit.sealing import fill_sealed


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("safeguarding", "0003_sealed_columns")]
    operations = [
        fill_sealed("safeguarding_identity", ["calls_self", "full_name", "born_on", "nationality"], of="case_id"),
        fill_sealed("safeguarding_safecontact", ["how", "hours", "never", "asked_for"], of="case_id"),
        fill_sealed("safeguarding_firstplace", ["says"], of="case_id"),
        fill_sealed("safeguarding_placement", ["address"]),
        fill_sealed("safeguarding_relay", ["calls_self"], of="case_id"),
        fill_sealed("safeguarding_relaymessage", ["text"], of="case_id"),
    ]
