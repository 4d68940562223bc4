"""A front looks at its own login and at the walls before it serves anybody."""

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from sightline.config.problems import Problem
from sightline.config.server import OLDEST
from sightline.kit.acting import acting_as
from sightline.kit.keyring import marks, refuse_other_keys
from sightline.kit.refusals import OtherKeys


class Unsafe(Problem):
    """This front must not be served; the text says what is wrong with its login or its database."""


QUESTIONS = {
    "its login may become {}, whom no rule holds back": """
        select rolname from pg_roles where (rolsuper or rolbypassrls) and pg_has_role(session_user, oid, 'set')""",
    "its login may become {}, who owns tables": """
        select distinct pg_get_userbyid(relowner) from pg_class
        where relnamespace = 'public'::regnamespace and pg_has_role(session_user, relowner, 'set')""",
    "the table {} is not behind its walls": """
        select relname from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity) and not relname = any(%(without)s)""",
    "its server is of version {}, which is too old": f"""
        select current_setting('server_version') where current_setting('server_version_num')::int < {OLDEST}0000""",
}


def refuse_unsafe() -> None:
    """Raise Unsafe unless this process's login and database are fit to serve."""
    with connection.cursor() as cursor:
        if found := faults(cursor):
            raise Unsafe(f"Not served: {'; '.join(found)}.")
    connection.close()


def refuse_wrong_keys() -> None:
    """Raise Unsafe unless this process has the sealing keys of its database. A front that only puts in needs none."""
    if settings.DOOR_KEY and not settings.SEALING_KEYS:
        return
    try:
        with acting_as(None):
            refuse_other_keys(marks())
    except OtherKeys as error:
        raise Unsafe(f"Not served: {error}") from error
    connection.close()


def faults(cursor: CursorWrapper) -> list[str]:
    """What is wrong, as parts of a sentence; empty when nothing is."""
    found: list[str] = []
    for says, question in QUESTIONS.items():
        cursor.execute(question, {"without": list(settings.TABLES_WITHOUT_WALLS)})
        found += [says.format(name) for (name,) in cursor.fetchall()]
    return found
