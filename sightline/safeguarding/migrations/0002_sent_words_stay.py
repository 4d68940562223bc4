"""What was sent to the Home Office is never rewritten, whoever writes."""

from django.db import migrations

GUARD = """
create function priv.guard_sent_account() returns trigger language plpgsql as $$ begin
    if old.state <> 'draft' and new.account <> old.account then
        raise check_violation using message = 'what was sent is not rewritten';
    end if;
    return new; end $$;
create trigger sent_account before update of account on safeguarding_referral
    for each row execute function priv.guard_sent_account();
"""
UNGUARD = """
drop trigger sent_account on safeguarding_referral;
drop function priv.guard_sent_account();
"""


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
