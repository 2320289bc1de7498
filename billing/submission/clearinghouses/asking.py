"""One request to a clearinghouse over HTTP, and what its failing means."""

import base64
from collections.abc import Mapping

from billing.submission.clearinghouses.place import Place
from billing.submission.clearinghouses.troubles import (
    AWAY,
    BUSY,
    LATE,
    MAYBE,
    NONSENSE,
    Down,
    Refused,
    Unsure,
)
from practices.calling import Answer, NoAnswer, call

ANSWER_BYTES_MAX = 2**22
LATER = {429, 503}
NO = {400: "content", 401: "sign_in", 403: "sign_in", 413: "size", 415: "content", 422: "content"}
TOLD = {"time": LATE, "refused": AWAY, "nonsense": NONSENSE}


class Asker:
    """Raises Down, Refused; of a POST that may have had its effect, Unsure."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def get(self, path: str, *, bytes_max: int = ANSWER_BYTES_MAX) -> Answer:
        """A status of theirs is left to the caller, but for those that mean the same anywhere."""
        try:
            return _judged(self._called("GET", path, b"", {}, bytes_max))
        except NoAnswer as why:
            raise _down(why) from None

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            return _judged(self._called("POST", path, body, headers, ANSWER_BYTES_MAX))
        except NoAnswer as why:
            if why.was_connected:
                raise Unsure(MAYBE) from None
            raise _down(why) from None

    def _called(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], bytes_max: int
    ) -> Answer:
        url = self._place.address.rstrip("/") + path
        return call(
            method, url, body, {"Accept": "application/json, application/edi-x12"}
            | dict(headers) | self._signed_in(),
            seconds_max=self._place.seconds_max, bytes_max=bytes_max,
        )  # fmt: skip

    def _signed_in(self) -> dict[str, str]:
        if not self._place.password:
            return {}
        if not self._place.user:
            return {"Authorization": f"Bearer {self._place.password}"}
        told = base64.b64encode(f"{self._place.user}:{self._place.password}".encode()).decode()
        return {"Authorization": f"Basic {told}"}


def _judged(answer: Answer) -> Answer:
    if answer.status in LATER:
        raise Down(BUSY)
    if answer.status in NO:
        raise Refused(NO[answer.status])
    return answer


def _down(why: NoAnswer) -> Down | Refused:
    return Refused("address") if why.word == "address" else Down(TOLD[why.word])
