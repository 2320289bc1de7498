"""Where the shared corpus of real files lies; it is never part of this repository."""

import os
from pathlib import Path

_BESIDE_US = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_folder = Path(os.environ.get("DSO_CORPUS", _BESIDE_US))
CORPUS: Path | None = _folder if _folder.is_dir() else None
