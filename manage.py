#!/usr/bin/env python
"""Django's own commands, as the owner of the tables: makemigrations, migrate, shell."""

import os
import sys

from django.core.management import execute_from_command_line

from sightline.config import processes, server


def main() -> None:
    """Run a command with the database up and the owner's login."""
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        execute_from_command_line(sys.argv)
        return
    with server.database(os.environ) as database:
        os.environ.update(processes.environment("owner", database, os.environ))
        os.environ.pop("DATABASE_URL", None)
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
