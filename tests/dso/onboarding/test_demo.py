"""`manage.py demo --once`, as a person types it: a process of its own, from nothing to nothing."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dso.onboarding.problems import PROBLEMS
from tests.corpus import CORPUS

ROOT = Path(__file__).resolve().parents[3]
SECONDS_MAX = 240
# What a person must decide in the generated mail, and nothing else.
WAITING = {
    "CAME_DIFFERENTLY": 1,
    "NO_HOME": 1,
    "NO_OA23": 1,
    "REMARK_MISSING": 1,
    "WHICH_PRACTICE": 1,
}
KEYS = {
    "practices", "files", "payments", "claims", "matched", "posted", "waiting",
    "ledger_sum_cents", "unexplained_cents", "write_backs_queued", "seconds",
}  # fmt: skip
FILE_KEYS = {
    "file", "status", "payments", "claims", "posted", "waiting", "quarantined", "gap_cents",
}  # fmt: skip


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        check=False,
    )


def told(*arguments: str) -> dict[str, Any]:
    done = run("--once", "--json", *arguments)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.slow
class TestDemoOnce:
    def test_posts_the_generated_mail_and_explains_every_cent(self) -> None:
        answer = told()

        assert set(answer) == KEYS
        assert all(set(file) == FILE_KEYS for file in answer["files"])
        assert (answer["ledger_sum_cents"], answer["unexplained_cents"]) == (0, 0)
        assert answer["waiting"] == WAITING
        assert answer["posted"] == answer["write_backs_queued"] > 150
        status = {file["file"].partition("_")[2]: file["status"] for file in answer["files"]}
        assert {f"{key}.835" for problem in PROBLEMS for key in problem.files} <= set(status)
        assert status["unbalanced.835"] == "quarantined"
        assert status["same_file_again.835"] == "came again"
        assert status["other_route.835"] == "posted"
        assert status["other_route_again.835"] == "duplicate"
        assert status["foreign.835"] == "foreign"
        gaps = {file["file"]: file["gap_cents"] for file in answer["files"] if file["gap_cents"]}
        assert list(gaps.values()) == [12_00]

    @pytest.mark.corpus
    def test_posts_every_valid_dental_file_of_the_corpus(self) -> None:
        assert CORPUS is not None

        answer = told("--era-folder", str(CORPUS / "x12" / "835"))

        assert (answer["ledger_sum_cents"], answer["unexplained_cents"]) == (0, 0)
        found = {file["file"]: file for file in answer["files"]}
        assert len(found) == len(list((CORPUS / "x12" / "835").iterdir()))
        for name in valid_dental(CORPUS):
            file = found[name]
            assert (file["status"], file["waiting"]) == ("posted", 0), file
            assert file["claims"] == file["posted"] > 0, file

    def test_leaves_nothing_behind_when_it_is_broken_off(self, tmp_path: Path) -> None:
        child = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--once"],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(tmp_path)},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert child.stderr is not None
        assert any("loading the demo group" in line for line in child.stderr)
        made = [path.name for path in tmp_path.iterdir()]

        child.send_signal(signal.SIGINT)
        said = child.communicate(timeout=SECONDS_MAX)[1]

        assert len(made) == 1
        assert (child.returncode, list(tmp_path.iterdir())) == (130, [])
        assert "is gone" in said

    def test_never_touches_a_real_server(self) -> None:
        done = run(
            "--once",
            DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
            DATABASE_OWNER_URL="postgresql://nobody@127.0.0.1:1/none",
        )

        assert done.returncode != 0
        assert "DATABASE_URL is set" in done.stderr


def valid_dental(corpus: Path) -> list[str]:
    with (corpus / "x12" / "MANIFEST.csv").open() as manifest:
        rows = list(csv.DictReader(manifest))
    named = [
        row["file"].removeprefix("835/")
        for row in rows
        if row["file"].startswith("835/") and (row["valid"], row["dental"]) == ("valid", "yes")
    ]
    assert named
    return named
