"""Codes that the yearly edition took out, by the first day on which they no longer count.

The practice's own list stands above it: a code that it holds valid is not questioned.
"""

from datetime import date

DELETED_FROM = {
    "D1352": date(2026, 1, 1),
    "D2941": date(2025, 1, 1),
    "D6095": date(2025, 1, 1),
    "D0351": date(2023, 1, 1),
    "D0704": date(2023, 1, 1),
    "D4320": date(2022, 1, 1),
    "D4321": date(2022, 1, 1),
    "D8050": date(2022, 1, 1),
    "D8060": date(2022, 1, 1),
    "D8690": date(2022, 1, 1),
}
# Those of which a public notice was read; the others stand on knowledge of the trade.
READ = frozenset(("D1352",))
