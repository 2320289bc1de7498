"""The practice's writer: its folder, its enrolment, and the office's leave to write."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from dso.embedded import lineup
from dso.onboarding.actions.office import agent
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions as sync
from practices.sync.models import WriteMode, WriteSwitch

# The keys the office's API in the demo asks for; they open nothing else.
KEYS = {"developer-key": "dev-key", "customer-key": "office-key"}
LIMITS = """
[limits]
claim_payment = { orders = 5000, cents = 500000000 }
claim_payment_undone = { orders = 5000, cents = 500000000 }
check = { orders = 500, cents = 500000000 }
claim_note = { orders = 500, cents = 0 }
commlog = { orders = 500, cents = 0 }
"""
REASON = "The demo's own office lets us write"


def folder() -> Path:
    return Path(settings.DATA) / lineup.WRITER_FOLDER


def set_up(practice: Practice, web: str, api: str, *, now: datetime) -> None:
    """Enrolled, approved and switched on; what is so already is left alone."""
    folder().mkdir(mode=0o700, exist_ok=True)
    for name, key in KEYS.items():
        file = folder() / name
        file.touch(0o600)
        file.write_text(key)
    (folder() / "writer.toml").write_text(
        f'[platform]\nurl = "{web}"\n\n[api]\nurl = "{api}"\n{LIMITS}'
    )
    agent.enrol(practice, folder(), "--writer", now=now)
    with in_practice(practice):
        if not WriteSwitch.objects.exists():
            sync.switch_writing(mode=WriteMode.ON, reason=REASON, now=now)
