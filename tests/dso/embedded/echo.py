"""A worker with one task of its own: it leaves a line in a file, so that a test can see it ran."""

import os
import time
from pathlib import Path

from dso.celery import app


@app.task(name="echo.note")
def note(*, word: str, seconds: float = 0) -> None:
    time.sleep(seconds)
    with Path(os.environ["ECHO_FILE"]).open("a") as out:
        out.write(word + "\n")
