"""The rooms as a picture, drawn from the import contracts: `python -m tests.rooms`.

Folders stand above what they rest on; so do the layers of rooms inside a folder.
"""

import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "rooms.svg"
SUBJECTS = {
    "dso": "the roof",
    "remits": "money in",
    "billing": "money owed",
    "practices": "the practice",
    "compliance": "the ground",
}
WIDTH, LEFT, GAP = 980, 150, 8
ROW, ROOM = 34, 26


def picture() -> str:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = {c["name"]: c["layers"] for c in contracts["contracts"] if c["type"] == "layers"}
    drawn, y = list[str](), GAP
    for folder in layers["Folders"]:
        rows = layers[f"Rooms of {folder}"]
        height = len(rows) * ROW + GAP
        drawn.append(_box(0, y, WIDTH, height, "folder"))
        drawn.append(_text(16, y + height / 2 - 4, folder, "name"))
        drawn.append(_text(16, y + height / 2 + 14, SUBJECTS[folder], "subject"))
        for place, row in enumerate(rows):
            drawn += _row(y + GAP + place * ROW, [room.strip() for room in row.split("|")])
        y += height + GAP
    return _svg(y, drawn)


def _row(y: float, rooms: list[str]) -> Iterator[str]:
    width = (WIDTH - LEFT - GAP) / len(rooms) - GAP
    for place, room in enumerate(rooms):
        x = LEFT + place * (width + GAP)
        yield _box(x, y, width, ROOM, "room")
        yield _text(x + width / 2, y + ROOM / 2 + 5, room, "label")


def _box(x: float, y: float, width: float, height: float, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:.1f}" height="{height:g}" rx="6"/>'
    )


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:g}">{escape(words)}</text>'


def _svg(height: float, drawn: list[str]) -> str:
    style = (
        "text{font:14px system-ui,sans-serif;fill:#1b2733}"
        ".name{font-weight:650}.subject{font-size:12px;fill:#5b6b7b}.label{text-anchor:middle}"
        ".folder{fill:#eef3f8;stroke:#c9d5e1}.room{fill:#fff;stroke:#8fa3b8}"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img"'
            ' aria-label="Folders and rooms; each imports only from below and beside it">',
            f"<style>{style}</style>",
            f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>',
            *drawn,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture())
