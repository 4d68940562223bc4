from django.db import migrations


class Migration(migrations.Migration):
    """The rules as they were last applied, for the owner alone."""

    dependencies = [("kit", "0005_guarded_keys")]

    operations = [
        migrations.RunSQL(
            "create table priv.applied_rule (kind text not null, front text not null, verb text not null, "
            "says text[] not null, rule text not null, primary key (kind, front, verb))",
            "drop table priv.applied_rule",
        )
    ]
