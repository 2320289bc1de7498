"""Every bench by its name."""

from dso.benches import desk, lists, posting, sync, x12
from dso.benches.bench import Bench

BENCHES: dict[str, Bench] = {
    bench.name: bench for bench in (desk.BENCH, lists.BENCH, posting.BENCH, sync.BENCH, x12.BENCH)
}
