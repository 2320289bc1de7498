"""Reading a note by rules alone: the same text gives the same facts, and nothing raises. Pure."""

from billing.notes.areas import find_areas
from billing.notes.binding import Groups
from billing.notes.codes import find_codes
from billing.notes.days import find_days
from billing.notes.films import find_films
from billing.notes.measures import find_measures
from billing.notes.numbing import find_numbing
from billing.notes.page import Found, Page
from billing.notes.pockets import find_pockets
from billing.notes.reading import Fact, Reading
from billing.notes.scope import Scope
from billing.notes.surfaces import find_surfaces
from billing.notes.teeth import find_teeth
from billing.notes.tokens import CHARACTERS_MAX

TURNED = ("service", "material", "film", "step", "finding", "diagnosis", "anesthetic", "route")
CAN_BE_OLD = frozenset({"service", "material", "film", "date"})
UNTOLD = frozenset({"instruction"})


def extract(text: str, *, iso: bool = False) -> Reading:
    """The facts of one note; `iso` where the practice writes teeth as ISO 3950 (FDI) does.

    Linear in the text; beyond `CHARACTERS_MAX` characters it is not read.
    """
    page = Page(text, iso=iso)
    found = [*find_days(page), *find_numbing(page), *find_measures(page), *find_films(page)]
    found += [*find_pockets(page), *find_codes(page)]
    teeth = list(find_teeth(page))
    found += find_areas(page)
    found += [
        Found(kind, *match) for kind in page.words if kind != "film" for match in page.words[kind]
    ]
    scope = Scope(page.tokens, page.bounds, (m for kind in TURNED for m in page.words[kind]))
    groups = Groups(page, teeth)
    facts = [_fact(page, scope, one, groups.of(one.first, one.last)) for one in found]
    facts += [_fact(page, scope, Found("tooth", t.tooth, t.first, t.last), ()) for t in teeth]
    for s in find_surfaces(page, teeth):
        facts.append(_fact(page, scope, Found("surface", s.letters, s.first, s.last), (s.tooth,)))
    return Reading(
        text=text,
        facts=tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind))),
        is_cut=len(text) > CHARACTERS_MAX,
    )


def _fact(page: Page, scope: Scope, found: Found, teeth: tuple[str, ...]) -> Fact:
    status = scope.at(found.first)
    if status == "past" and found.kind not in CAN_BE_OLD:
        status = "done"  # decay under an old crown is there today
    return Fact(
        kind=found.kind,
        value=found.value,
        start=page.tokens[found.first].start,
        end=page.tokens[found.last].end,
        status="done" if found.kind in UNTOLD else status,
        teeth=teeth,
    )


class Rules:
    """The reader that is always there."""

    def __init__(self, *, iso: bool = False) -> None:
        self._iso = iso

    def read(self, text: str) -> Reading:
        return extract(text, iso=self._iso)
