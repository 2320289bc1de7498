"""Bone loss, structure, decay depth, mobility, furcation, pain and tests of a tooth. Pure."""

from collections.abc import Iterator

from billing.notes.page import Found, Page

GRADES = {"i": "1", "ii": "2", "iii": "3", "1": "1", "2": "2", "3": "3", "0": "0", "4": "4"}
GRADED = {"mobility": "mobility", "mobile": "mobility", "mob": "mobility", "furcation": "furcation",
          "furcations": "furcation", "furc": "furcation", "furca": "furcation"}  # fmt: skip
AMOUNTS = {"slight", "mild", "moderate", "mod", "severe", "advanced", "horizontal", "vertical",
           "generalized", "localized"}  # fmt: skip
TESTS = {"percussion": "percussion", "perc": "percussion", "palpation": "palpation",
         "palp": "palpation", "cold": "cold", "endo ice": "cold", "ept": "ept", "heat": "heat",
         "hot": "heat"}  # fmt: skip
ANSWERS = {"+": "+", "positive": "+", "pos": "+", "tender": "+", "ttp": "+", "sensitive": "+",
           "-": "-", "negative": "-", "neg": "-", "wnl": "-", "normal": "normal", "no": "none",
           "none": "none", "lingering": "lingering", "lingers": "lingering", "nr": "none",
           "prolonged": "lingering", "delayed": "delayed"}  # fmt: skip
DEPTHS = {"dentin": "dentin", "dej": "dej", "pulp": "pulp", "subgingival": "subgingival",
          "enamel": "enamel"}  # fmt: skip


def find_measures(page: Page) -> Iterator[Found]:
    for place, token in enumerate(page.tokens):
        for found in _at(page, place, token.word):
            if found.kind != "test":  # a tooth may stand between test and answer
                page.take(found.first, found.last)
            yield found


def _at(page: Page, place: int, word: str) -> Iterator[Found]:
    if word == "%":
        yield from _percent(page, place)
    elif word == "loss" and page.word(place - 1) == "bone":
        yield from _bone_loss(page, place)
    elif word == "rbl":
        value, first, last = _percent_near(page, place) or ("present", place, place)
        yield Found("bone_loss", value, min(first, place), max(last, place))
    elif word in GRADED:
        yield from _graded(page, place, GRADED[word])
    elif word == "/" and page.word(place + 1) == "10":
        yield from _pain(page, place)
    elif word in TESTS:
        yield from _tested(page, place, TESTS[word])
    elif word in {"decay", "caries", "carious", "lesion"}:
        yield from _depth(page, place)


def _percent(page: Page, place: int) -> Iterator[Found]:
    """`60% of tooth structure missing`; percents of anaesthetics are read elsewhere."""
    amount = page.number(place - 1)
    if amount is None or amount > 100:
        return
    after = [page.word(n) for n in range(place + 1, place + 9)]
    if not {"structure", "tooth", "crown", "coronal"} & set(after[:5]):
        return
    for far, word in enumerate(after, start=1):
        if word in {".", "\n", ";"}:
            return
        if word in {"missing", "lost", "gone", "remaining", "remains", "left", "broken"}:
            kept = "remaining" if word in {"remaining", "remains", "left"} else "missing"
            yield Found("structure", f"{amount}% {kept}", place - 1, place + far)
            return


def _bone_loss(page: Page, place: int) -> Iterator[Found]:
    """With its amount, which is part of the place: `30% bone loss`, `3 mm of bone loss`."""
    percent = _percent_near(page, place)
    if percent:
        value, first, last = percent
        yield Found("bone_loss", value, min(first, place - 1), max(last, place))
    elif page.word(place - 2) == "mm" and page.number(place - 3) is not None:
        yield Found("bone_loss", f"{page.word(place - 3)} mm", place - 3, place)
    else:
        near = range(max(0, place - 4), place - 1)
        amount = " ".join(page.word(n) for n in near if page.word(n) in AMOUNTS)
        yield Found("bone_loss", amount or "present", place - 1, place)


def _percent_near(page: Page, place: int) -> tuple[str, int, int] | None:
    """The percent in the clause, with its first and last token."""
    for first in (place - 7, place - 6, place - 5, place - 4, place - 3, place + 1, place + 2):
        if page.number(first) is None or first < 0 or not _together(page, first, place):
            continue
        if page.word(first + 1) == "%":
            return f"{page.word(first)}%", first, first + 1
        if page.word(first + 1) == "-" and page.word(first + 3) == "%":
            return f"{page.word(first)}-{page.word(first + 2)}%", first, first + 3
    return None


def _together(page: Page, one: int, other: int) -> bool:
    return page.bounds.clause[one] == page.bounds.clause[other]


def _graded(page: Page, place: int, kind: str) -> Iterator[Found]:
    """`class II mobility`, `mobility +2`, `furc 1`; without a grade, that it is there."""
    for n in (place + 1, place + 2, place + 3, place - 1, place - 2):
        if page.word(n) in GRADES and (n != place - 2 or page.word(n + 1) in {"+", "degree"}):
            if n > place and not _is_path(page, place + 1, n):
                continue
            yield Found(kind, GRADES[page.word(n)], min(place, n), max(place, n))
            return
    if page.word(place) != "mob" or page.number(place - 1) is None:  # else surfaces
        yield Found(kind, "present", place, place)


def _is_path(page: Page, first: int, end: int) -> bool:
    ok = {"+", "class", "cl", "grade", "involvement", ":", "=", "of", "degree"}
    return all(page.word(n) in ok for n in range(first, end))


def _pain(page: Page, place: int) -> Iterator[Found]:
    amount = page.number(place - 1)
    near = [page.word(n) for n in range(place - 7, place + 5)]
    if amount is not None and amount <= 10 and {"pain", "discomfort", "ache", "vas"} & set(near):
        yield Found("pain", f"{amount}/10", place - 1, place + 1)


def _tested(page: Page, place: int, test: str) -> Iterator[Found]:
    """The answer stands after the test, or before `to` it, within a few words."""
    for n in range(place + 1, place + 5):
        answer = ANSWERS.get(page.word(n))
        if page.word(n) in TESTS or page.word(n) in {".", "\n", ",", ";"}:
            break
        if answer and page.word(n) == "no" and page.word(n + 1) not in {"response", "resp"}:
            continue
        if answer:
            yield Found("test", f"{test} {answer}", place, n)
            return
    before = page.word(place - 1)
    if before in {"to", "on"}:
        answer = ANSWERS.get(page.word(place - 2))
        if page.word(place - 2) == "response":
            answer = ANSWERS.get(page.word(place - 3))
        if page.word(place - 2) == "pain":
            answer = "-" if page.word(place - 3) in {"no", "denies"} else "+"
        if answer:
            yield Found("test", f"{test} {answer}", place - 2, place)


def _depth(page: Page, place: int) -> Iterator[Found]:
    """`decay into dentin`, `caries 4 mm deep`, `decay to the pulp`."""
    for n in range(place + 1, place + 6):
        word = page.word(n)
        if word in {".", "\n", ";", ","}:
            return
        if word == "mm" and page.number(n - 1) is not None:
            yield Found("decay_depth", f"{page.word(n - 1)} mm", n - 1, n)
            return
        if word in DEPTHS and {page.word(n - 1), page.word(n - 2)} & {"into", "to", "in", "near"}:
            yield Found("decay_depth", DEPTHS[word], n, n)
            return
        if word == "subgingival":
            yield Found("decay_depth", word, n, n)
            return
