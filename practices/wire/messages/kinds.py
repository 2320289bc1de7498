"""Kinds of values in messages, with their bounds."""

from typing import Annotated

from msgspec import Meta

# No NUL and no other control character: what is kept in a database can be kept whole.
Word = Annotated[str, Meta(max_length=64, pattern="^[ -~]*$")]
Version = Annotated[str, Meta(max_length=40, pattern="^[ -~]*$")]
Line = Annotated[str, Meta(max_length=400, pattern="^[^\\x00-\\x1f]*$")]
Key = Annotated[str, Meta(max_length=255, pattern="^[^\\x00]*$")]
Hash = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Number = Annotated[int, Meta(ge=-(2**62), le=2**62)]
Many = Meta(max_length=20_000)
