"""A group's models as its page shows them."""

from dataclasses import dataclass

import msgspec

from billing.risk.fitting import DENIALS_MIN, EXAMPLES_MIN
from billing.risk.judging import Judged
from billing.risk.models import RiskExample, RiskModel
from billing.risk.plotting import Plot, plot_of
from billing.risk.queries.standing import standing
from billing.risk.scorecard import POINTS, START
from billing.risk.words import words_of
from practices.registry.models import Organization

VERSIONS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Version:
    """One fit with how it and the scorecard did on the newest answers, None where nobody tried."""

    row: RiskModel
    denials: int
    held_out: int
    own: Judged | None
    scorecard: Judged | None


def shown(group: Organization) -> dict[str, object]:
    """What stands, how good it is, what the scorecard counts, and all versions."""
    speaks = standing(group.pk)
    rows = RiskModel.objects.filter(organization=group, version__gt=0).order_by("-version")
    versions = [version_of(row) for row in rows[:VERSIONS_SHOWN]]
    current = version_of(speaks.row) if speaks.row and speaks.row.body is not None else None
    judged = current or next((one for one in versions if one.own), None)
    return {
        "speaks": speaks,
        "current": current,
        "judged": judged,
        "plot": _plot(judged),
        "versions": versions,
        "examples": RiskExample.objects.filter(organization=group).count(),
        "examples_min": EXAMPLES_MIN,
        "denials_min": DENIALS_MIN,
        "start": START,
        "points": [(words_of(name), worth) for name, worth in POINTS.items()],
    }


def version_of(row: RiskModel) -> Version:
    told = row.measures
    return Version(
        row=row,
        denials=told.get("denials", 0),
        held_out=told.get("held_out", 0),
        own=_judged(told.get("own")),
        scorecard=_judged(told.get("scorecard")),
    )


def _judged(told: object) -> Judged | None:
    return msgspec.convert(told, Judged) if told else None


def _plot(one: Version | None) -> Plot | None:
    if one is None or one.own is None or one.scorecard is None:
        return None
    return plot_of(one.own.bins, one.scorecard.bins)
