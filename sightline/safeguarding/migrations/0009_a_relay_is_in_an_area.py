import django.db.models.deletion
from django.db import migrations, models

import sightline.kit.carried

FILL = """
    update safeguarding_relay r set area_id = c.area_id from safeguarding_case c where c.id = r.case_id;
    set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("safeguarding", "0008_crossings"),
    ]

    operations = [
        migrations.AddField(
            model_name="relay",
            name="area",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.area"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="relay",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.area"
            ),
        ),
        migrations.AddConstraint(
            model_name="relay",
            constraint=sightline.kit.carried.CarriedKey("case", "area", name="relay_area_is_the_cases"),
        ),
        migrations.AddConstraint(
            model_name="relay",
            constraint=models.UniqueConstraint(fields=("id", "case", "investigator", "area"), name="relay_carries_area"),
        ),
    ]
