"""Rows of a published table, whatever it came as: tab or comma text, or a workbook. Pure.

Rows come one at a time; a file of a million needs no more memory than its longest row, and a
workbook that of its shared words. A workbook is a foreign archive: it is read in the limited child.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import IO, BinaryIO, TextIO
from xml.etree import ElementTree

WORDS_MAX = 2_000_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Row = list[str]


class NotATable(Exception):
    """The file is neither text nor a workbook that can be read; the message says why."""


def rows(file: BinaryIO) -> Iterator[tuple[int, Row]]:
    """Each row with its number from 1. Raises NotATable."""
    if file.read(2) == b"PK":
        file.seek(0)
        yield from _of_workbook(file)
    else:
        file.seek(0)
        yield from _of_text(io.TextIOWrapper(file, encoding="latin-1", newline=""))


def _of_text(file: TextIO) -> Iterator[tuple[int, Row]]:
    """Tabs where the first lines have any, else commas; quotes may hold line breaks."""
    head = file.read(4096)
    file.seek(0)
    reader = csv.reader(file, delimiter="\t" if "\t" in head else ",")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise NotATable(f"line {reader.line_num}: {error}") from error


def _of_workbook(file: BinaryIO) -> Iterator[tuple[int, Row]]:
    try:
        with zipfile.ZipFile(file) as archive:
            words = _words(archive)
            name = min(one for one in archive.namelist() if one.startswith("xl/worksheets/sheet"))
            with archive.open(name) as sheet:
                yield from _of_sheet(sheet, words)
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError, IndexError) as error:
        raise NotATable(f"the workbook cannot be read: {error}") from error


def _words(archive: zipfile.ZipFile) -> list[str]:
    """The words cells share, which a workbook keeps once."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found: list[str] = []
    with archive.open("xl/sharedStrings.xml") as file:
        for _, element in ElementTree.iterparse(file):  # noqa: S314  # in the limited child
            if element.tag == f"{MAIN}si":
                found.append("".join(element.itertext()))
                element.clear()
            if len(found) > WORDS_MAX:
                raise ValueError("too many words")
    return found


def _of_sheet(sheet: IO[bytes], words: list[str]) -> Iterator[tuple[int, Row]]:
    number = 0
    root = None
    for event, element in ElementTree.iterparse(sheet, events=("start", "end")):  # noqa: S314  # expat bounds what entities grow to
        if root is None:
            root = element
        if event == "end" and element.tag == f"{MAIN}row":
            number = int(element.get("r") or number + 1)
            yield number, _cells(element, words)
            root.clear()


def _cells(row: ElementTree.Element, words: list[str]) -> Row:
    cells: Row = []
    for cell in row.iter(f"{MAIN}c"):
        place = _column(cell.get("r") or "")
        cells.extend([""] * (place - len(cells)))
        cells.append(_told(cell, words))
    return cells


def _column(name: str) -> int:
    """0 for A, 26 for AA; a cell without a name stands first."""
    place = 0
    for letter in name.rstrip("0123456789"):
        place = 26 * place + ord(letter) - 64
    if place > 200:
        raise ValueError(f"column {name}")
    return max(place - 1, 0)


def _told(cell: ElementTree.Element, words: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    value = cell.findtext(f"{MAIN}v") or ""
    return words[int(value)] if cell.get("t") == "s" else value
