#!/usr/bin/env python
"""Every command of the product: `manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dso.settings")
    from django.core.management import execute_from_command_line

    from dso.embedded import default

    if not default.NEEDS_NO_DATABASE.issuperset(sys.argv[1:2]):
        default.ensure_default_database()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing is lost; the next start goes on from here.\n")
        sys.exit(130)
