"""`sightline VERB`: gives the verb the login it needs, then runs its module."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

import django

from sightline.cli import VERBS
from sightline.config import processes, server
from sightline.config.problems import Problem
from sightline.kit.refusals import OtherKeys


def main(words: Sequence[str] | None = None) -> int:
    """Run the verb that the words name; the exit code."""
    words = sys.argv[1:] if words is None else words
    try:
        with _process(VERBS[words[0]].kind if words and words[0] in VERBS else None):
            options = _parser(words).parse_args(words)
            return options.run(options) or 0
    except (Problem, OtherKeys) as problem:
        print(f"sightline: {problem}", file=sys.stderr)
        return 1


@contextmanager
def _process(kind: str | None) -> Iterator[None]:
    """Be a process of that kind, with the database up. One that was given its login already keeps it."""
    if kind is None:
        yield
    elif "SIGHTLINE_DATABASE" in os.environ:
        django.setup()
        yield
    else:
        with server.database(os.environ) as database:
            surroundings = processes.environment(kind, database, os.environ)
            os.environ.clear()
            os.environ.update(surroundings)
            django.setup()
            yield


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """All verbs with their one line; arguments only of the chosen one, whose module alone is loaded."""
    parser = argparse.ArgumentParser(prog="sightline", description="Sightline from the command line.")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for name, verb in VERBS.items():
        its = verbs.add_parser(name, help=verb.says, description=f"{verb.says[0].upper()}{verb.says[1:]}.")
        if words and words[0] == name:
            module = import_module(f"sightline.cli.{name}")
            module.arguments(its)
            its.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
