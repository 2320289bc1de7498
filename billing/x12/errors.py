"""What is wrong with a file, and where. Messages name places and structure, never a patient."""

import msgspec


class Problem(msgspec.Struct, frozen=True, gc=False):
    """`offset` counts bytes from the start of the file, `segment` counts segments from one."""

    code: str
    message: str
    offset: int
    segment: int


class X12Error(ValueError):
    """The file cannot be read as X12; `problem` says where and why. Nothing of it is used."""

    def __init__(self, code: str, message: str, offset: int, segment: int) -> None:
        super().__init__(f"{message} (byte {offset}, segment {segment})")
        self.problem = Problem(code, message, offset, segment)
