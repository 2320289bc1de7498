"""Rows of a file as they stand in it: CSV and XLSX, read through once, little at a time.

Whoever can drop a file here can drop a bad one: everything has a bound, and no formula is worked
out.
"""

import csv
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.cells import CHARACTERS_MAX, Cell
from practices.agent.pms.files.mapping import Feed

FILE_BYTES_MAX = 256 * 2**20
ROWS_MAX = 2_000_000
LINE_BYTES_MAX = 2**20
CELLS_MAX = 60_000_000
UNPACKED_BYTES_MAX = 2**29
STRINGS_BYTES_MAX = 64 * 2**20
PACKED_RATIO_MAX = 200
DAMAGED = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, SyntaxError,
    EOFError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading a sheet raises for one that is none; SyntaxError is that of its XML."""
BOM = b"\xef\xbb\xbf"
Line = tuple[int, Sequence[Cell]]
"""Its number, from one, and its cells."""


def lines_of(path: Path, feed: Feed) -> Iterator[Line]:
    """The heading first. Raises NotTaken wherever reading cannot go on."""
    if path.stat().st_size > FILE_BYTES_MAX:
        raise NotTaken(f"The file is larger than {FILE_BYTES_MAX // 2**20} MB.")
    lines = _sheet(path, feed.sheet) if feed.format == "xlsx" else _csv(path, feed)
    cells = 0
    for count, line in enumerate(lines, start=1):
        cells += len(line[1])
        if count > ROWS_MAX or cells > CELLS_MAX:
            raise NotTaken("The file has more rows or columns than one file may.", line=line[0])
        yield line


def _csv(path: Path, feed: Feed) -> Iterator[Line]:
    text = _text(path, feed.encoding)
    rows = csv.reader(text, delimiter=feed.delimiter, strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            told = "a quote is not closed, stands where none may, or a field is too long."
            raise NotTaken(told, line=rows.line_num) from None
        yield rows.line_num, row


def _text(path: Path, encoding: str) -> Iterator[str]:
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(LINE_BYTES_MAX + 1):
            number += 1
            if len(raw) > LINE_BYTES_MAX:
                raise NotTaken("the line is too long.", line=number)
            if number == 1 and encoding == "utf-8":
                raw = raw.removeprefix(BOM)
            yield _decoded(raw, encoding, number)


def _decoded(raw: bytes, encoding: str, number: int) -> str:
    """Text that was said to be Windows-1252 and reads as UTF-8 is UTF-8."""
    if b"\x00" in raw:
        raise NotTaken(f"the text is not {encoding}.", line=number)
    if not raw.isascii() and encoding != "utf-8" and _is_utf8(raw):
        raise NotTaken(f"the text is UTF-8, not {encoding}.", line=number)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise NotTaken(f"the text is not {encoding}.", line=number) from None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _sheet(path: Path, name: str) -> Iterator[Line]:
    """The named sheet, or the only one."""
    _check_size(path)
    with path.open("rb") as file:
        book = _book(file)
        names = book.sheetnames
        if (name and name not in names) or (not name and len(names) != 1):
            raise NotTaken("The file has not the one sheet that the mapping names.")
        sheet = book[name or names[0]]
        try:
            sheet.reset_dimensions()  # one that says it is shorter than it is would lose rows
            for number, row in enumerate(sheet.iter_rows(), start=1):
                yield number, [_cell(cell, number) for cell in row]
        except DAMAGED:
            raise NotTaken("The sheet is damaged.") from None


def _book(file: IO[bytes]) -> Any:  # noqa: ANN401  # openpyxl has no types
    try:
        import openpyxl  # only who reads sheets installs it
    except ImportError:
        raise NotTaken("Reading XLSX needs the agent with its extra `files`.") from None
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except Exception:  # whatever stands in it
        raise NotTaken("The file is no XLSX.") from None


def _cell(cell: object, line: int) -> Cell:
    """Raises NotTaken for a formula: what it would say is not in the file for certain."""
    kind, value = getattr(cell, "data_type", "n"), getattr(cell, "value", None)
    if kind in {"f", "e"}:
        raise NotTaken("a formula or an error stands where a value should.", line=line)
    if isinstance(value, str) and len(value) > CHARACTERS_MAX:
        raise NotTaken("the text is too long.", line=line)
    return value


def _check_size(path: Path) -> None:
    """What it says it unpacks to is a bound: the archive is read no further than that."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise NotTaken("The file is no XLSX.") from None
    unpacked = sum(part.file_size for part in parts)
    strings = sum(p.file_size for p in parts if "worksheets/" not in p.filename)
    is_dense = unpacked > PACKED_RATIO_MAX * max(path.stat().st_size, 1)
    if unpacked > UNPACKED_BYTES_MAX or strings > STRINGS_BYTES_MAX or is_dense:
        raise NotTaken("The file would unpack to far more than it is.")
