"""What may be wrong with a writer, asked one by one, with what to do in plain words."""

import platform
from collections.abc import Iterator

from practices.agent import __version__
from practices.agent.checks import Check
from practices.agent.https import HttpsServer
from practices.agent.pms.open_dental_api import ApiClient, OpenDentalApi
from practices.agent.server import NotKnown, Refused, Unreachable
from practices.agent.state import Folder, NotSetUp
from practices.agent.writing.connector import ApiAway, ApiRefused
from practices.agent.writing.folder import WriterFolder, WriterSettings
from practices.wire import signing


def examine(folder: Folder) -> Iterator[Check]:
    """From the inside out; nothing is written anywhere."""
    assert isinstance(folder, WriterFolder)
    yield Check("versions", True, f"agent {__version__}, {platform.system()} {platform.release()}")
    try:
        settings = folder.writing()
    except NotSetUp as why:
        yield Check("settings", False, "The writer is not set up.", str(why))
        return
    yield _api(settings)
    yield _limits(settings)
    yield from _platform(folder, settings)


def _api(settings: WriterSettings) -> Check:
    """The keys and the program, by a call that only reads."""
    api = OpenDentalApi(ApiClient(settings.api))
    try:
        version = api.version()
    except ApiAway as why:
        todo = "Is the API service running, does the url in writer.toml fit?"
        return Check("practice system", False, str(why), todo)
    except ApiRefused as why:
        todo = "Both halves of the key must fit and be switched on in the program's API setup."
        return Check("practice system", False, f"{why.status}: {why}", todo)
    finally:
        api.close()
    return Check("practice system", True, f"It answers. Version {version or 'not told'}.")


def _limits(settings: WriterSettings) -> Check:
    kinds = ", ".join(sorted(settings.allowed)) or "nothing"
    return Check("limits", bool(settings.allowed), f"May write: {kinds}.", "See [limits].")


def _platform(folder: WriterFolder, settings: WriterSettings) -> Iterator[Check]:
    try:
        key, enrolled = folder.key(), folder.enrolled()
    except NotSetUp as why:
        yield Check("enrolment", False, "This writer is not enrolled.", str(why))
        return
    words = " ".join(signing.fingerprint(key.public_key().public_bytes_raw()))
    yield Check("enrolment", True, f"Agent {enrolled.agent_id}; its words are: {words}")
    try:
        HttpsServer(settings.place, key, enrolled.key_id).config()
    except Unreachable as why:
        todo = "Outgoing port 443 to the platform must be open; a proxy is named in writer.toml."
        yield Check("platform", False, str(why), todo)
    except NotKnown as why:
        todo = "Compare the six words with the practice's page and approve the writer there."
        yield Check("platform", False, str(why), todo)
    except Refused as why:
        yield Check("platform", False, str(why), "Ask us.")
    else:
        yield Check("platform", True, "It answers and knows this writer.")
