"""Every bench by its name."""

from dso.benches import desk, lists, load, posting, reading, sync, x12
from dso.benches.bench import Bench
from dso.benches.scrubbing import quality, speed
from dso.benches.submitting import month
from dso.benches.submitting import speed as submitting

BENCHES: dict[str, Bench] = {
    bench.name: bench
    for bench in (
        desk.BENCH,
        lists.BENCH,
        month.BENCH,
        load.BENCH,
        posting.BENCH,
        quality.BENCH,
        speed.BENCH,
        reading.BENCH,
        submitting.BENCH,
        sync.BENCH,
        x12.BENCH,
    )
}
