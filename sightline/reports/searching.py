"""Reports found by words, at a million of them: a function of the database, made from the desk's own rule.

The words of a table behind walls cannot be looked up in an index by a reader, since PostgreSQL asks the wall first. So a
function looks them up, asking the same rule itself, and gives keys alone; the rows are then read through the wall as
always. In the index each word is a word of its desk: what other desks hold is never gathered. Before the index is asked,
the newest of the desk are read where a few of them show that many reports hold the words: they fill the page from these,
and the index would gather all of them first.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from sightline.kit.apply import generated
from sightline.kit.compiling import seen
from sightline.kit.policies import policy_of
from sightline.reports.models import Report

FIRST, MOST, AT_MOST = 50, 200, 12  # reports at first, reports, words
FEW, SHOW = 150, 15  # of the newest of a desk, how many show that what is asked for is common
NEWEST = 1500  # of a desk: read within about 30 ms
WORD = re.compile(r"[^\W_]+")
MARKS = string.punctuation.replace("'", "''")  # they part words, as in the index
SAYS = f"to_tsvector('simple', translate(what || ' ' || place, '{MARKS}', repeat(' ', {len(string.punctuation)})))"
INDEXED = "priv.words_of_desk(desk_id, what || ' ' || place)"  # as its migration made it


@generated
def function() -> str:
    """SQL of `priv.search_reports(desk, words, most)`: the keys of a desk's newest reports that hold every word."""
    rule = seen(policy_of(Report))
    return f"""
create or replace function priv.search_reports(desk uuid, words text[], most integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $search$
declare
    wanted tsquery := '';
    indexed tsquery := '';
    word text;
    part text;
    found uuid[];
begin
    foreach word in array words loop
        wanted := wanted && to_tsquery('simple', quote_literal(word) || ':*');
        foreach part in array tsvector_to_array(to_tsvector('simple', word)) loop
            indexed := indexed && (quote_literal(desk || left(part, 400)) || ':*')::tsquery;
        end loop;
    end loop;
    execute $query$ select array({newest(FEW)}) $query$ into found using wanted, desk, {SHOW};
    if cardinality(found) = {SHOW} then
        execute $query$ select array({newest(NEWEST)}) $query$ into found using wanted, desk, most;
    end if;
    if cardinality(found) < greatest(most, {SHOW}) then
        execute $query$
            select array(
                select id from reports_report
                where ({INDEXED}) @@ $1 and desk_id = $2 and {rule}
                order by received_at desc limit $3) $query$ into found using indexed, desk, most;
    end if;
    return query select unnest(found);
end $search$;
revoke all on function priv.search_reports(uuid, text[], integer) from public;
grant execute on function priv.search_reports(uuid, text[], integer) to sl_staff;
"""


def newest(among: int) -> str:
    """SQL of the same among so many of the desk's newest, without the index of words; they are read in their order."""
    return f"""
            select id from (
                select id, received_at, what, place from reports_report
                where desk_id = $2 and {seen(policy_of(Report))} and received_at > (
                    select received_at from reports_report where desk_id = $2 order by received_at desc offset {among} limit 1)
                order by received_at desc offset 0) of_desk
            where {SAYS} @@ $1 order by received_at desc limit $3"""


def searched(words: str, desks: Iterable[UUID], most: int = MOST) -> list[UUID]:
    """The keys of the newest reports of those desks that hold every word, or one that begins so; at most so many and one.

    The reader's own rule is asked by the database; desks that are not theirs give nothing.
    """
    parts = WORD.findall(words)[:AT_MOST]
    found: list[UUID] = []
    with connection.cursor() as cursor:
        for desk in desks if parts else []:
            cursor.execute("select * from priv.search_reports(%s, %s, %s)", [desk, parts, most + 1])
            found += [key for (key,) in cursor.fetchall()]
    return found
