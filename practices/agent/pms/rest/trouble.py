"""What keeps a list from being read."""


class Trouble(Exception):
    """The text is for people and holds no values. `again_in` seconds it may be tried again; None
    leaves that to whoever tries."""

    def __init__(self, text: str, again_in: float | None = None) -> None:
        super().__init__(text)
        self.again_in = again_in


class Busy(Trouble):
    """The API asks us to wait: no list is asked for before."""


class LoginRefused(Trouble):
    """The API does not let us in: no list can be read."""


class Moved(Trouble):
    """So much changed between two pages that rows may have been missed."""

    def __init__(self) -> None:
        super().__init__("The list moved while it was read.")
