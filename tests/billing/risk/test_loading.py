"""Who serves pages never pays for the library that fits."""

import subprocess
import sys

PROGRAM = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "dso.settings"
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import billing.risk.tasks
print(sorted({"sklearn", "scipy", "numpy"} & set(sys.modules)))
"""


def test_no_page_and_no_task_brings_it_in_before_it_fits() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)

    assert told.stdout.decode().strip() == "[]"
