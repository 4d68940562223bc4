"""Compile the translations, without the gettext program."""

import argparse

from sightline.config.assets import compile_messages


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> None:
    """Compile those that changed, and name them."""
    for path in compile_messages():
        print(path)
