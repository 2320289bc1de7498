"""What goes wrong at a clearinghouse's door. No text names a secret, a path or a patient."""


class Trouble(Exception):
    """`str()` of it is a sentence for a person."""


class Down(Trouble):
    """Surely nothing was released or taken by what was just asked. Try again later."""


class Changed(Down):
    """A file of their inbox is not what was seen: it grows, or somebody took it. Look again."""


class Unsure(Trouble):
    """It may have been released. Look by `standing`; never repeat blindly."""


class Refused(Trouble):
    """They said no, and nothing was released. `word` says to what (a key of WORDS)."""

    def __init__(self, word: str) -> None:
        super().__init__(WORDS[word])
        self.word = word


class WrongKey(Trouble):
    """Another host key than the pinned one: nothing was told to it. Stop, and tell a person."""


WORDS = {
    "address": "The clearinghouse's address is not one we send to.",
    "sign_in": "The clearinghouse refuses our user, key or password.",
    "secret": "Our key for the clearinghouse cannot be read.",
    "folder": "A folder at the clearinghouse is missing, or we may not write there.",
    "taken": "At the clearinghouse another file has this name.",
    "other_body": "The clearinghouse knows this submission with other content.",
    "content": "The clearinghouse refuses this file.",
    "size": "The file is too large.",
    "crowd": "Too many files wait at the clearinghouse.",
}
AWAY = "The clearinghouse cannot be reached, or broke off."
BUSY = "The clearinghouse asks us to come later."
LATE = "The clearinghouse did not answer in time."
NONSENSE = "What the clearinghouse answers is no answer."
MAYBE = "The line broke while the file was released: it may have arrived."
STILL_GROWING = "A file of the clearinghouse changed while we looked."
WRONG_KEY = (
    "The clearinghouse's server shows another host key than those pinned, so nothing was told to"
    " it. Ask them, by a way you already know, whether they changed it."
)
