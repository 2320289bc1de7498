"""One case of the bench, in a process of its own: `python -m billing.x12.bench_cases CASE FILE`.

The clock starts after the imports and stops when all values are there. Peers are read out as far
as they read a claim: objects that are made on demand are asked for.
"""

import sys
import time
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ABSENT = (
    "A peer of this bench is absent ({name}): install the development requirements"
    " (requirements/dev.txt, group bench; oxedi's compat layer needs pyarrow and pandas)."
)


def main(case: str, file: Path) -> int:
    try:
        read = CASES[case]()
    except ModuleNotFoundError as absent:
        sys.stderr.write(ABSENT.format(name=absent.name))
        return 1
    began = time.process_time()
    claims = read(file)
    seconds = time.process_time() - began
    sys.stdout.write(f'{{"seconds": {seconds}, "claims": {claims}, "peak_mb": {_peak_mb()}}}')
    return 0


def _peak_mb() -> float:
    """Of this program alone: getrusage would still count what started it, the whole test run."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def ours() -> Callable[[Path], int]:
    from billing.x12 import Remittance, transactions

    def read(file: Path) -> int:
        claims = 0
        with file.open("rb") as stream:
            for told in transactions(stream):
                if isinstance(told, Remittance):
                    assert not told.gaps
                    claims += len(told.claims)
        return claims

    return read


def oxedi_compat() -> Callable[[Path], int]:
    import_module("pyarrow")  # the compat layer asks for it only when it reads
    from oxedi.edi_835_parser import parse

    return lambda file: _walk(parse(str(file)))


def edi_835_parser() -> Callable[[Path], int]:
    import edi_835_parser as peer

    warnings.simplefilter("ignore")  # it warns of every segment it does not know
    return lambda file: _walk(peer.parse(str(file), debug=True))


def _walk(sets: Any) -> int:  # noqa: ANN401  # the peers are not typed
    """Both share one interface; what oxedi makes on demand is made here."""
    claims = 0
    for one in sets:
        for claim in one.claims:
            claims += 1
            _ = claim.claim, claim.entities, claim.references, claim.dates, claim.amount
            for service in claim.services:
                _ = service.service, service.dates, service.references
                _ = service.remarks, service.amount, service.adjustments
    return claims


def openx12() -> Callable[[Path], int]:
    from openx12 import x835

    return lambda file: len(x835.parse(file.read_text()).claims)


CASES: dict[str, Callable[[], Callable[[Path], int]]] = {
    "ours": ours,
    "oxedi_compat": oxedi_compat,
    "openx12": openx12,
    "edi_835_parser": edi_835_parser,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
