import django.db.models.deletion
from django.db import migrations, models

import sightline.kit.carried

FILL = """
    update operations_tasking t set premises_id = g.premises_id from operations_target g where g.id = t.target_id;
    set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0002_nobody_in_two_places"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("id", "premises"), name="target_carries_premises"),
        ),
        migrations.AddField(
            model_name="tasking",
            name="premises",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.premises"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="tasking",
            name="premises",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.premises"
            ),
        ),
        migrations.AddConstraint(
            model_name="tasking",
            constraint=sightline.kit.carried.CarriedKey("target", "premises", name="tasking_premises_are_the_targets"),
        ),
        migrations.AddConstraint(
            model_name="tasking",
            constraint=models.UniqueConstraint(fields=("id", "premises"), name="tasking_carries_premises"),
        ),
    ]
