"""Where the keys of what is sealed stand: the wrapped data keys, and the marks of the sealing keys."""

import uuid

from django.db import migrations, models

KEY = ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False))


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_initial")]
    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                KEY,
                ("agency", models.UUIDField(blank=True, null=True)),
                ("version", models.PositiveSmallIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "verbose_name": "data key",
                "indexes": [models.Index(fields=["version"], name="data_keys_of_a_version")],
            },
        ),
        migrations.CreateModel(
            name="SealingKey",
            fields=[
                KEY,
                ("version", models.PositiveSmallIntegerField(unique=True)),
                ("mark", models.BinaryField()),
                ("retired_on", models.DateField(blank=True, null=True)),
            ],
            options={"verbose_name": "version of the sealing key"},
        ),
    ]
