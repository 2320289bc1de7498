"""Where a clearinghouse is, and as whom we come."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """`door` names the adapter; what proves us is never shown."""

    door: str
    url: str
    sender: str = ""
    receiver: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    seconds_max: float = 30.0
