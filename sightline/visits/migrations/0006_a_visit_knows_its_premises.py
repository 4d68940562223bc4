from django.db import migrations

import sightline.kit.carried

FILL = """
    update visits_visit v set premises_id = t.premises_id from operations_tasking t where t.id = v.tasking_id;
    set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0003_a_tasking_knows_its_premises"),
        ("visits", "0005_field_notes"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="visit",
            constraint=sightline.kit.carried.CarriedKey("tasking", "premises", name="visit_premises_are_the_taskings"),
        ),
    ]
