"""One exchange over HTTP, and what went wrong in a word."""

from dataclasses import dataclass

from practices.calling import Answer, NoAnswer, call

BYTES_MAX = 1 << 20
TROUBLES = {
    "address": "Its address is not https",
    "time": "It did not answer in time",
    "refused": "No connection, or it broke off",
    "status": "It answered with an error",
    "sign_in": "It does not know who we are",
    "size": "Its answer is too large",
    "nonsense": "What it answered is no answer",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """`trouble` is a word of TROUBLES, or "" where `body` is what came back."""

    body: bytes = b""
    trouble: str = ""
    content_type: str = ""


def exchange(url: str, body: bytes, headers: dict[str, str], *, seconds_max: float) -> Reply:
    """Post once. Never raises for what the other side does."""
    try:
        answer = call("POST", url, body, headers, seconds_max=seconds_max, bytes_max=BYTES_MAX)
    except NoAnswer as why:
        return Reply(trouble=why.word)
    return _reply(answer)


def _reply(answer: Answer) -> Reply:
    if answer.status in {401, 403}:
        return Reply(trouble="sign_in")
    if answer.status != 200:
        return Reply(trouble="status")
    if answer.is_cut:
        return Reply(trouble="size")
    return Reply(answer.body, "", answer.headers.get("Content-Type") or "")
