"""The `sightline` program: what the browser can do, a script can do. One module a verb, all listed here."""

from typing import NamedTuple


class Verb(NamedTuple):
    """A verb, what it does, and as which kind of process it works.

    kind: one of `sightline.config.processes.LOGINS`; None when it needs no database or brings its own.
    Its module, `sightline.cli.<verb>`, has `arguments(parser)` and `run(options)`, and may import any stage.
    """

    says: str
    kind: str | None = None


VERBS = {
    "serve": Verb("serve the public and the staff front, with all they need"),
    "prepare": Verb("bring the database, the policies, static files and translations up to date", "owner"),
    "policies": Verb("apply, show, check or compare the rules; propose what changes to its two approvers", "owner"),
    "work": Verb("do the jobs that are due by the clock, until told to stop", "worker"),
    "retention": Verb("list what was erased, replay it after a restore, or propose what is due", "owner"),
    "keys": Verb("rotate the keys of what is sealed, or say which there are"),
    "demo": Verb("replace the database by a new one with the demonstration"),
    "replay": Verb("replay the two operations into an empty database", "demo"),
    "enrol": Verb("enrol an agency's first administrator, and let them come in", "owner"),
    "provider": Verb("say where an agency has a sign-in of its own", "owner"),
    "figures": Verb("print figures as published and as counted", "staff"),
    "import": Verb("bring in a partner's reports from a file", "staff"),
    "words": Verb("list what a language lacks, or write what native speakers corrected into the catalogues", "owner"),
    "seal": Verb("seal the ledger every few seconds and tell its witnesses; serve starts it", "sealer"),
    "ledger": Verb("verify the ledger, its seals and its witnesses, or prove an entry", "verifier"),
    "weekly": Verb("write the weekly note to owners of records: who saw yours", "owner"),
    "export": Verb("write what a person may read of one kind of record as CSV", "staff"),
    "backup": Verb("back the database up, its keys apart"),
    "restore": Verb("put a backup back where there is no database, and check it"),
    "psql": Verb("look into the database as its keeper"),
    "messages": Verb("compile the translations"),
    "clean": Verb("stop and remove the databases that this checkout made"),
}
