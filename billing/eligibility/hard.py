"""The fields a 271 rarely tells, in words: clauses, waiting, downgrades, earlier services. Pure."""

from collections.abc import Iterator

from billing.eligibility.benefits import Benefits
from billing.eligibility.rows import NETWORKS, UNKNOWN, Row, about, day


def clauses(told: Benefits) -> Iterator[Row]:
    clause = {True: "Applies", False: "None", None: UNKNOWN}[told.missing_tooth_clause]
    yield Row("Missing tooth", clause, "", told.origin_of("missing_tooth_clause"))
    yield from _waits(told)
    yield from _downgrades(told)
    for one in told.excluded_scopes:
        yield Row(about(one), "Not covered", NETWORKS[one.network], one.origin)
    for one in told.authorization_scopes:
        yield Row(about(one), "Needs approval first", NETWORKS[one.network], one.origin)
    if not told.history:
        value = "None" if told.history_known else UNKNOWN
        yield Row("Earlier services", value, "", told.origin_of("history_known"))
    for served in told.history:
        yield Row("Earlier service", f"{served.code} {day(served.served_on)}", served.tooth)


def _waits(told: Benefits) -> Iterator[Row]:
    if not told.waits:
        value = "None" if told.waits_known else UNKNOWN
        yield Row("Waiting period", value, "", told.origin_of("waits_known"))
    for one in told.waits:
        what = one.codes or one.service_class.replace("-", " ") or "all services"
        yield Row("Waiting period", f"until {day(one.until)}", what, one.origin)


def _downgrades(told: Benefits) -> Iterator[Row]:
    if not told.downgrades:
        value = "None" if told.downgrades_known else UNKNOWN
        yield Row("Downgrade", value, "", told.origin_of("downgrades_known"))
    for one in told.downgrades:
        yield Row("Downgrade", f"{one.codes} is paid as {one.to}", "", one.origin)
