"""What was checked is not reworded, and what the public has read is never rewritten, whoever writes."""

from django.db import migrations

GUARD = """
create function priv.guard_statement_words() returns trigger language plpgsql as $$ begin
    if old.state <> 'draft' and (new.title_en, new.text_en, new.title_cy, new.text_cy, new.contacts, new.embargo_until)
        is distinct from (old.title_en, old.text_en, old.title_cy, old.text_cy, old.contacts, old.embargo_until) then
        raise check_violation using message = 'only a draft is reworded';
    end if;
    if old.released_at is not null and (new.frozen_en, new.frozen_cy, new.digest, new.released_at, new.released_by_id)
        is distinct from (old.frozen_en, old.frozen_cy, old.digest, old.released_at, old.released_by_id) then
        raise check_violation using message = 'what was released is not rewritten';
    end if;
    return new; end $$;
create trigger words_stay before update on oversight_statement
    for each row execute function priv.guard_statement_words();

create function priv.guard_quoted_words() returns trigger language plpgsql as $$ declare stands text; begin
    select state into stands from oversight_statement where id = new.statement_id;
    if tg_op = 'INSERT' and stands <> 'draft' and current_user <> 'sl_owner'
        or tg_op = 'UPDATE' and stands in ('released', 'superseded') then
        raise check_violation using message = 'an office is quoted in a draft';
    end if;
    return new; end $$;
create trigger words_stay before update on oversight_quotation
    for each row execute function priv.guard_quoted_words();
create trigger words_begin after insert on oversight_quotation
    for each row execute function priv.guard_quoted_words();

create function priv.guard_published_figure() returns trigger language plpgsql as $$ begin
    if old.published_at is not null
        and (new.value, new.shown, new.qualifier, new.published_at) is distinct from
            (old.value, old.shown, old.qualifier, old.published_at) then
        raise check_violation using message = 'what was published is not rewritten';
    end if;
    return new; end $$;
create trigger figure_stays before update on oversight_figure
    for each row execute function priv.guard_published_figure();
"""
UNGUARD = """
drop trigger words_stay on oversight_statement;
drop function priv.guard_statement_words();
drop trigger words_stay on oversight_quotation;
drop trigger words_begin on oversight_quotation;
drop function priv.guard_quoted_words();
drop trigger figure_stays on oversight_figure;
drop function priv.guard_published_figure();
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0002_published_and_frozen")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
