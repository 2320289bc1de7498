"""Why a file is not taken."""


class NotTaken(Exception):
    """The whole file is refused. The text names line and column, and never a value."""

    def __init__(self, text: str, *, line: int | None = None, column: str = "") -> None:
        at = f"Line {line}" if line else ""
        named = f"column {column}" if column else ""
        where = ", ".join(filter(None, (at, named)))
        super().__init__(f"{where[:1].upper()}{where[1:]}: {text}" if where else text)
