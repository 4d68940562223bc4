"""Bring what the fronts stand on up to date: tables, policies, static files, translations."""

import argparse

from django.core.management import call_command

from sightline.config.assets import compile_messages, gather
from sightline.kit.apply import apply_policies


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> None:
    """Migrate, then write the policies, then gather what browsers fetch."""
    call_command("migrate", verbosity=0, interactive=False)
    apply_policies()
    compile_messages()
    gather()
