"""Kinds of values in orders, with their bounds."""

from typing import Annotated

from msgspec import Meta

from practices.wire.messages import Word

STEPS_MAX = 200

Id = Annotated[str, Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Row = Annotated[int, Meta(ge=1, le=2**62)]
Row0 = Annotated[int, Meta(ge=0, le=2**62)]
Rows = Annotated[tuple[Row, ...], Meta(min_length=1, max_length=STEPS_MAX)]
Cents = Annotated[int, Meta(ge=-(10**10), le=10**10)]
Day = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Short = Annotated[str, Meta(max_length=25, pattern="^[^\\x00-\\x1f]*$")]
Remark = Annotated[str, Meta(max_length=255, pattern="^[^\\x00-\\x1f]*$")]
Note = Annotated[str, Meta(max_length=4_000, pattern="^[^\\x00]*$")]
Value = int | str | None
Values = Annotated[dict[Word, Value], Meta(max_length=40)]
COLUMNS_MAX = 40
