"""What may be wrong where remittance files are brought."""

import os
from collections.abc import Iterator

from practices.agent.checks import Check
from practices.agent.drops.bringing import OFF, UNREADABLE
from practices.agent.pms import PmsAway
from practices.agent.pms.files.folder import Drop
from practices.agent.sftp.folder import RemoteDrop
from practices.wire.messages import Config

NAME = "remittances"


def examine(drop: Drop, pattern: str) -> Iterator[Check]:
    """The folder; nothing is brought."""
    try:
        drop.reach()
    except PmsAway as why:
        yield Check(NAME, False, str(why), "Do host, user, key and host_key in agent.toml fit?")
        return
    except OSError:
        yield Check(NAME, False, UNREADABLE, "Does it exist, and may the agent's account read it?")
        return
    finally:
        drop.rest()
    is_fixed = not isinstance(drop, RemoteDrop) and not os.access(drop.path, os.W_OK)
    yield Check(
        NAME, not is_fixed,
        "The agent may not write there." if is_fixed else f"Files like {pattern} are watched for.",
        "Let the agent's account write there: what was brought is put aside." if is_fixed else "",
    )  # fmt: skip


def switched(config: Config) -> Check:
    if config.drops:
        return Check("switch", True, "This agent may bring remittances.")
    return Check("switch", False, OFF, "A person of the group switches it on there.")
