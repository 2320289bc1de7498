"""The agent makes a key and presents it with the code a person gave."""

import platform

from practices.agent import __version__
from practices.agent.https import HttpsServer
from practices.agent.state import Folder
from practices.agent.writing.folder import WriterFolder
from practices.wire import signing
from practices.wire.messages import Enroll


def enroll(folder: Folder, code: str) -> int:
    """Without an answer, run it again with the same code: the key is the same too."""
    is_writer = isinstance(folder, WriterFolder)
    place = folder.place()
    key = folder.key_to_enroll()
    public = key.public_key().public_bytes_raw()
    told = Enroll(
        code=code,
        public_key=signing.public_text(key),
        agent_version=__version__,
        system=f"{platform.system()} {platform.release()}",
        pms="open_dental" if is_writer else folder.settings().pms,
        role="writer" if is_writer else "reader",
    )
    key_id, words = signing.key_id_of(public), signing.fingerprint(public)
    enrolled = HttpsServer(place, key, key_id).enroll(told)
    if (enrolled.key_id, tuple(enrolled.words)) != (key_id, words):
        print("The platform holds another key than ours. Do not approve it; ask us.")
        return 1
    if is_writer and not (enrolled.practice and enrolled.dispatch_keys):
        print("The platform does not sign orders: nothing was kept. Ask us.")
        return 1
    folder.keep_enrolled(enrolled, key)
    print("Enrolled. Compare these words with the practice's page, then approve there:")
    print(f"\n  {' '.join(words)}\n")
    return 0
