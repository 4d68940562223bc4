"""The sealed columns required, the readable ones gone: once no release is running that needs them (3 of 3)."""

from django.db import migrations

from sightline.kit.sealing import only_sealed


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0004_sealed_texts")]
    operations = [
        only_sealed("safeguarding_identity", ["calls_self", "full_name", "born_on", "nationality"]),
        only_sealed("safeguarding_safecontact", ["how", "hours", "never", "asked_for"]),
        only_sealed("safeguarding_firstplace", ["says"]),
        only_sealed("safeguarding_placement", ["address"]),
        only_sealed("safeguarding_relay", ["calls_self"]),
        only_sealed("safeguarding_relaymessage", ["text"]),
    ]
