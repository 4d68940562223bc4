"""Each word is indexed as a word of its desk, so that nothing is gathered of what other desks hold.

Every mark of ASCII parts words, so that an address on the web or 3.50 is found by its parts. Whoever writes reports may
call the function, as `sql/functions.sql` says.
"""

from django.db import migrations

FUNCTION = r"""
create or replace function priv.words_of_desk(desk uuid, said text) returns tsvector
language sql immutable parallel safe as $$
    select array_to_tsvector(array(
        select desk::text || left(lexeme, 400) from unnest(
            to_tsvector('simple', translate(said, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32))))))
$$;
"""
WORDS = """
create index concurrently if not exists reports_by_words_of_desk on reports_report
    using gin (priv.words_of_desk(desk_id, what || ' ' || place))
"""
BEFORE = """
create index concurrently if not exists reports_by_words on reports_report
    using gin ((array_to_tsvector(array[desk_id::text]) || to_tsvector('simple', what || ' ' || place)))
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reports", "0019_joined_and_answered")]

    operations = [
        migrations.RunSQL(FUNCTION, "drop function if exists priv.words_of_desk(uuid, text)"),
        migrations.RunSQL(WORDS, "drop index concurrently if exists reports_by_words_of_desk"),
        migrations.RunSQL("drop index concurrently if exists reports_by_words", BEFORE),
    ]
