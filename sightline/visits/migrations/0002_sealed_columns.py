"""A sealed column beside each readable one (1 of 3)."""

from django.db import migrations

from sightline.kit.sealed import SealedTextField
from sightline.kit.sealing import add_sealed


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_data_keys"), ("visits", "0001_initial")]
    operations = [
        add_sealed(
            "contactgiven",
            "visits_contactgiven",
            how=SealedTextField(max_length=200, of="encounter"),
            hours=SealedTextField(blank=True, max_length=120, of="encounter"),
            never=SealedTextField(blank=True, max_length=200, of="encounter"),
        ),
    ]
