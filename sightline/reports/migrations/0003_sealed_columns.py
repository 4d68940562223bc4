"""A sealed column beside each readable one (1 of 3)."""

from django.db import migrations

from sightline.kit.sealed import SealedTextField
from sightline.kit.sealing import add_sealed


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_data_keys"), ("reports", "0002_earlier_tellings")]
    operations = [
        add_sealed(
            "reportercontact",
            "reports_reportercontact",
            name=SealedTextField(blank=True, max_length=120),
            reach=SealedTextField(max_length=160),
            when_safe=SealedTextField(blank=True, max_length=160),
        ),
    ]
