from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0015_wordings")]

    operations = [
        migrations.AddField(
            model_name="reportermessage", name="answers", field=models.JSONField(blank=True, default=dict)
        ),
    ]
