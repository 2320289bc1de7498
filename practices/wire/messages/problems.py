"""Why a call was refused."""

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a call was refused: `code` for the agent, `detail` for whoever reads its log.

    `now` comes with a refusal of who calls, so that a wrong clock can be corrected once.
    """

    code: str
    detail: str
    expected_seq: int | None = None
    rows_max: int | None = None
    now: str | None = None
