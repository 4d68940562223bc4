"""A team cannot be in two places: no two of its taskings may overlap, but for those withdrawn.

A range over keys lets a built-in index hold both the team and the time; one range of one key stands for the team.
"""

from django.db import migrations

FORWARD = """
create type uuidrange as range (subtype = uuid);
grant execute on function uuidrange(uuid, uuid, text) to sl_staff, sl_worker;
alter table operations_tasking add constraint tasking_team_is_in_one_place
    exclude using gist (uuidrange(team_id, team_id, '[]') with &&, tstzrange(starts_at, ends_at) with &&)
    where (state <> 'withdrawn');
"""

BACK = """
alter table operations_tasking drop constraint tasking_team_is_in_one_place;
drop type uuidrange;
"""


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
