"""How fast an 835 becomes typed values, beside three peers, in one run.

Every case runs in a fresh process, in rounds that take turns, and its least processor time
counts: machine and moment weigh on all alike. Ours gives every payment with its claims, lines,
adjustments, PLB, references, remarks and the proof, one at a time, as the product reads.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from billing.x12.specimen import remittances
from billing.x12.write835 import Envelope, pieces

CLAIMS = {"small": 4_000, "full": 100_000}
ROUNDS = {"small": 5, "full": 3}
SEED = 835
TARGETS: dict[str, tuple[str, float]] = {
    "ratio_to_oxedi_compat": (">=", 1.2),
    "ratio_to_openx12": (">=", 4),
    "ratio_to_edi_835_parser": (">=", 12),
    "peak_mb": ("<=", 150),
}
OURS = "ours"
PEERS = ("oxedi_compat", "openx12", "edi_835_parser")


class BenchFailed(RuntimeError):
    """A case could not be measured, or read another number of claims than the file holds."""


class Run(msgspec.Struct, frozen=True):
    """One case in one process: processor seconds, claims read, peak memory."""

    seconds: float
    claims: int
    peak_mb: float


def measure(size: str) -> dict[str, float]:
    """Figures by name; `size` is small or full. Raises BenchFailed where a peer is absent."""
    claims = CLAIMS[size]
    with tempfile.TemporaryDirectory(prefix="bench-x12-") as folder:
        file = Path(folder) / "specimen.835"
        write_specimen(file, claims)
        runs = _rounds(file, ROUNDS[size], claims)
    ours = runs[OURS]
    return {
        **{f"ratio_to_{peer}": runs[peer].seconds / ours.seconds for peer in PEERS},
        "peak_mb": ours.peak_mb,
        "claims_per_second": claims / ours.seconds,
    }


def write_specimen(file: Path, claims: int) -> None:
    """The same bytes for the same number of claims."""
    envelope = Envelope("SAMPLESENDER", "SAMPLERECEIVER", 1, datetime(2026, 1, 5, 8, tzinfo=UTC))
    with file.open("wb") as out:
        for piece in pieces(remittances(SEED, claims), envelope):
            out.write(piece)


def _rounds(file: Path, rounds: int, claims: int) -> Mapping[str, Run]:
    best: dict[str, Run] = {}
    for _ in range(rounds):
        for case in (OURS, *PEERS):
            run = _in_fresh_process(case, file)
            if run.claims != claims:
                raise BenchFailed(f"{case} read {run.claims} of {claims} claims.")
            if case not in best or run.seconds < best[case].seconds:
                best[case] = run
    return best


def _in_fresh_process(case: str, file: Path) -> Run:
    done = subprocess.run(  # noqa: S603  # our own module, no text from outside
        [sys.executable, "-m", "billing.x12.bench_cases", case, str(file)],
        capture_output=True,
        check=False,
        timeout=600,
    )
    if done.returncode:
        raise BenchFailed(f"{case}: {done.stderr.decode(errors='replace').strip()[-500:]}")
    return msgspec.json.decode(done.stdout, type=Run)
