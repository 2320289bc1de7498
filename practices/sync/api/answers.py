"""How calls are answered: by a message, or by a refusal in the agent's terms."""

from typing import Any

import msgspec
from django.http import HttpResponse
from rest_framework.exceptions import APIException
from rest_framework.views import exception_handler

from practices.sync import actions
from practices.sync.order import Turn
from practices.wire.batch import ROWS_MAX, BadBatch, TooLarge
from practices.wire.drops import BadDrop, DropTooLarge
from practices.wire.messages import Problem

JSON = "application/json"
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    DropTooLarge: (413, "too_large"),
    BadDrop: (422, "file"),
    actions.DropsOff: (403, "drops_off"),
    TooLarge: (413, "too_large"),
    BadBatch: (400, "batch"),
    actions.OutOfTurn: (409, "seq"),
    actions.WrongShape: (422, "shape"),
    actions.Paused: (423, "paused"),
    actions.CannotEnrol: (403, "code"),
    actions.CannotRotate: (403, "key"),
    actions.NotAsked: (403, "not_asked"),
    actions.TooFast: (429, "fast"),
    actions.Fenced: (409, "attempt"),
}


class Refused(APIException):
    """An answer that is no success, told in the agent's terms."""

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:  # noqa: ANN401  # fields of Problem
        super().__init__(detail, code)
        self.status_code = status
        self.problem = Problem(code=code, detail=detail, **more)


def refusal(why: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """What the framework asks when a call raised: the agent's terms for what was anticipated."""
    if isinstance(why, Refused):
        return written(why.problem, why.status_code)
    for kind, (status, code) in REFUSALS.items():
        if isinstance(why, kind):
            told = written(_problem(why, code), status)
            if isinstance(why, actions.TooFast):
                told["Retry-After"] = str(why.seconds)
            return told
    answer = exception_handler(why, context)
    if answer is None:
        return None
    return written(Problem(code="call", detail=str(why)), answer.status_code)


def _problem(why: Exception, code: str) -> Problem:
    if isinstance(why, actions.OutOfTurn):
        told = "seq" if why.turn is Turn.SEQ else "epoch"
        return Problem(code=told, detail=str(why), expected_seq=why.expected_seq)
    return Problem(
        code=code, detail=str(why), rows_max=ROWS_MAX if isinstance(why, TooLarge) else None
    )


def written(told: msgspec.Struct, status: int) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), status=status, content_type=JSON)
