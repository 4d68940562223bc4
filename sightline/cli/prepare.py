"""Bring what the fronts stand on up to date: tables, policies, static files, translations, postcodes."""

import argparse

from django.core.management import call_command

from sightline.cli.approving import applied, must_be_approved
from sightline.config.assets import compile_messages, gather
from sightline.config.problems import Problem
from sightline.kit.apply import apply_policies
from sightline.kit.drift import drift
from sightline.places.fabric import fabric
from sightline.places.postcodes import postcodes


class Differs(Problem):
    """The policies were written and still are not what the rules say: somebody else wrote some."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> None:
    """Migrate, write the policies if what they change is approved, gather what browsers fetch, and sort the postcodes."""
    mark = must_be_approved()
    call_command("migrate", verbosity=0, interactive=False)
    apply_policies()
    applied(mark)
    if differences := drift():
        raise Differs(f"The database does not hold what the rules say: {' '.join(differences)}")
    compile_messages()
    gather()
    postcodes()
    fabric()
