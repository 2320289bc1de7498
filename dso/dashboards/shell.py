"""What every page's frame needs: where the person may go, and where they are."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from compliance.access.roles import Permission
from practices.registry.models import Organization, Practice
from practices.registry.queries import Places
from practices.sync.health import Health
from practices.sync.queries import freshness

# Which key after G leads there; see static/js/keyboard.js.
GO = {"today": "desk"}

THEMES = (("system", "System"), ("light", "Light"), ("dark", "Dark"))

# Where on the rail the pages of a room belong.
PLACE_OF = {
    "desk": "today",
    "claims": "claims",
    "scrub": "claims",
    "submission": "claims",
    "payers": "claims",
    "eligibility": "claims",
    "clearing": "money",
    "matching": "money",
    "posting": "today",
    "recoupment": "money",
    "dashboards": "figures",
    "risk": "figures",
    "registry": "figures",
    "events": "figures",
    "sync": "figures",
}

MONEY = frozenset({"claims", "scrub", "submission", "matching", "posting", "recoupment"})


@dataclass(frozen=True, slots=True)
class RailItem:
    label: str
    url: str
    icon: str
    go: str
    current: bool


def shell(request: HttpRequest) -> dict[str, object]:
    places: Places | None = getattr(request, "places", None)
    if places is None:
        return {"shell": {"demo": settings.DEMO, "rail": []}}
    practice: Practice | None = getattr(request, "practice", None)
    groups = {p.organization.public_id: p.organization for p in places.practices}
    return {
        "shell": {
            "demo": settings.DEMO,
            "rail": _rail(request, places, practice, list(groups.values())),
            "practices": places.practices,
            "opens": _opens(request, places),
            "practice": practice,
            "source": _source(request, practice),
            "group": getattr(request, "organization", None) or next(iter(groups.values()), None),
            "person": request.user,
            "themes": THEMES,
        }
    }


def _source(request: HttpRequest, practice: Practice | None) -> Health | None:
    """Where money is shown: how fresh what we know of the practice is. None if it has no agent."""
    match = request.resolver_match
    if practice is None or match is None or match.app_name not in MONEY:
        return None
    return freshness([practice.pk], now=timezone.now()).get(practice.pk)


def _opens(request: HttpRequest, places: Places) -> str:
    """What choosing a practice shows of it: money where one looks at money, else its claims."""
    match = request.resolver_match
    at_money = match is not None and PLACE_OF.get(match.app_name) == "money"
    everywhere = places.that_may(Permission.SEE_REMITTANCES) == places.practices
    return "matching:remittances" if at_money and everywhere else "claims:claims"


def _rail(
    request: HttpRequest, places: Places, practice: Practice | None, groups: list[Organization]
) -> list[RailItem]:
    """Only where the person may go; the group's pages need a seat at the group."""
    here = practice or next(iter(places.that_may(Permission.SEE_CLAIMS)), None)
    wanted: list[tuple[str, str, str]] = []
    if places.that_may(Permission.SEE_DESK):
        wanted.append(("Today", reverse("desk:desk"), "today"))
    if here is not None:
        wanted.append(("Claims", reverse("claims:claims", args=[here.public_id]), "claims"))
    signs = places.that_may(Permission.SIGN_CLINICAL)
    if signs:
        at = practice if practice in signs else signs[0]
        wanted.append(("To sign", reverse("scrub:signing", args=[at.public_id]), "done"))
    if here is not None and here in places.that_may(Permission.SEE_REMITTANCES):
        wanted.append(("Money in", _money_in(places, practice, here), "money"))
    if groups and places.groups_that_may(Permission.SEE_OVERVIEW):
        url = reverse("dashboards:group", args=[groups[0].public_id])
        wanted.append(("Group", url, "figures"))
    room = request.resolver_match.app_name if request.resolver_match else ""
    return [
        RailItem(label, url, icon, GO.get(icon, icon), icon == PLACE_OF.get(room))
        for label, url, icon in wanted
    ]


def _money_in(places: Places, practice: Practice | None, here: Practice) -> str:
    """From a practice's pages to its own remittances, from anywhere else to the group's files."""
    if practice is None and here.organization_id in places.groups_that_may(
        Permission.SEE_REMITTANCES
    ):
        return reverse("clearing:files", args=[here.organization.public_id])
    return reverse("matching:remittances", args=[here.public_id])
