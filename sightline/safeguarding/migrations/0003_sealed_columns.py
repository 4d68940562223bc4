"""A sealed column beside each readable one (1 of 3)."""

from django.db import migrations

from sightline.kit.sealed import SealedDateField, SealedTextField
from sightline.kit.sealing import add_sealed


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_data_keys"), ("safeguarding", "0002_sent_words_stay")]
    operations = [
        add_sealed(
            "identity",
            "safeguarding_identity",
            calls_self=SealedTextField(max_length=120, of="case"),
            full_name=SealedTextField(blank=True, max_length=200, of="case"),
            born_on=SealedDateField(blank=True, of="case"),
            nationality=SealedTextField(blank=True, max_length=60, of="case"),
        ),
        add_sealed(
            "safecontact",
            "safeguarding_safecontact",
            how=SealedTextField(max_length=200, of="case"),
            hours=SealedTextField(blank=True, max_length=120, of="case"),
            never=SealedTextField(blank=True, max_length=200, of="case"),
            asked_for=SealedTextField(blank=True, max_length=300, of="case"),
        ),
        add_sealed(
            "firstplace",
            "safeguarding_firstplace",
            says=SealedTextField(max_length=160, of="case"),
        ),
        add_sealed(
            "placement",
            "safeguarding_placement",
            address=SealedTextField(max_length=500),
        ),
        add_sealed(
            "relay",
            "safeguarding_relay",
            calls_self=SealedTextField(max_length=120, of="case"),
        ),
        add_sealed(
            "relaymessage",
            "safeguarding_relaymessage",
            text=SealedTextField(max_length=2000, of="case"),
        ),
    ]
