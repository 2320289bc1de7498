"""The list of claims: every claim once, newest first, by whatever begins its number or names."""

from collections.abc import Iterator
from datetime import date

import pytest

from billing.claims import queries
from billing.claims.models import Claim
from billing.claims.queries import lists, search
from practices.mirror.models import Patient
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.remits import builders

PEOPLE = [
    ("Ann", "Oak"), ("Bo", "Oakley"), ("Oak", "Elm"), ("Ann", "Ash%"), ("Cy", "o'Ash_"),
    ("Zoë", "Ångström"), ("Dee", "Ash"), ("Ann", "Oak"),
]  # fmt: skip
DAYS = [date(2026, 10, 5), date(2026, 10, 5), date(2026, 9, 1), date(2026, 10, 6)]
SEARCHES = [
    "oak", "OAK ann", "ann oak", "CLM-00", "clm-001 oak", "nobody", "oak nobody", "%", "ash%", "_",
    "o'ash_", "ång", "zoë", "a", "\\", "a o c", "oak elm", "oak oak",
]  # fmt: skip


@pytest.fixture
def claims(practice_a: Practice) -> Iterator[list[Claim]]:
    """Three claims of each person, several on one day."""
    payer = builders.payer()
    with in_practice(practice_a):
        patients = Patient.objects.bulk_create(
            Patient(source_key=f"search-{n}", first_name=first, last_name=last)
            for n, (first, last) in enumerate(PEOPLE)
        )
        yield [
            builders.claim(
                f"CLM-{n:03}",
                payer_row=payer,
                patient_id=patients[n % len(patients)].pk,
                served_on=DAYS[n % 4],
                sent_on=date(2026, 10, 7) if n % 3 else None,
            )
            for n in range(3 * len(patients))
        ]


def numbers(*, state: str = "", words: str = "") -> list[str]:
    """All pages, one behind the other."""
    shown, after = list[str](), ""
    for _ in range(100):
        page = queries.page(state=state, words=words, after=after)
        shown += [claim.control_number for claim in page.rows]
        after = page.next_after
        if not after:
            return shown
    raise AssertionError("the list does not end")


def expected(words: str, state: str = "") -> list[str]:
    """The same by going through all of them."""
    rows = Claim.objects.with_names().order_by("-served_on", "-pk")
    return [
        row.control_number
        for row in rows
        if (not state or row.state == state)
        and all(
            any(
                name.upper().startswith(word.upper())
                for name in (row.control_number, row.patient.last_name, row.patient.first_name)
            )
            for word in words.split()
        )
    ]


class TestPage:
    @pytest.mark.parametrize("words", ["", *SEARCHES])
    def test_finds_what_begins_so(self, claims: list[Claim], words: str) -> None:
        assert numbers(words=words) == expected(words)

    @pytest.mark.parametrize("few", [0, 2])
    @pytest.mark.parametrize("bound", [3, 10_000])
    def test_finds_the_same_where_many_fit(
        self, claims: list[Claim], monkeypatch: pytest.MonkeyPatch, few: int, bound: int
    ) -> None:
        monkeypatch.setattr(search, "FEW", few)
        monkeypatch.setattr(search, "WALK_MAX", bound)

        found = {words: numbers(words=words) for words in SEARCHES}

        assert found == {words: expected(words) for words in SEARCHES}

    def test_goes_through_all_claims_page_by_page(
        self, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lists, "PAGE_ROWS", 3)

        assert numbers() == expected("")
        assert numbers(words="ann", state="draft") == expected("ann", "draft")

    def test_says_that_it_stopped_at_its_bound(
        self, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search, "FEW", 0)
        monkeypatch.setattr(search, "WALK_MAX", 4)

        page = queries.page(words="ann")

        assert (len(page.rows), page.looked_at, page.next_after != "") == (4, 4, True)

    def test_shows_only_claims_of_a_state(self, claims: list[Claim]) -> None:
        assert numbers(state="draft", words="oak") == expected("oak", "draft") != []
