"""Whose is each claim: table by table, and the proof that nothing is lost on the way."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from remits.clearing.split import Adjustment, Piece, Site, sites_paid, split

ALDER, BIRCH = uuid.UUID(int=1), uuid.UUID(int=2)
SITES = [Site(ALDER, "1111111111", "990000001"), Site(BIRCH, "2222222222", "990000001")]
ROUTES = {"A1": frozenset({ALDER}), "B1": frozenset({BIRCH}), "BOTH": frozenset({ALDER, BIRCH})}


def piece(number: str, cents: int = 100, npi: str = "") -> Piece:
    return Piece(number, cents, frozenset({npi} - {""}))


def owner_of(one: Piece, sites: list[Site] = SITES) -> tuple[uuid.UUID | None, str]:
    divided = split(
        paid_cents=one.paid_cents, pieces=[one], adjustments=[], sites=sites, routes=ROUTES
    )
    owner = divided.parts[0].practice_id if divided.parts else None
    return owner, divided.how[0]


class TestSplit:
    def test_follows_our_control_number_first(self) -> None:
        assert owner_of(piece("A1", npi="2222222222")) == (ALDER, "control number")

    def test_reads_control_numbers_in_any_case(self) -> None:
        assert owner_of(piece("a1"))[0] == ALDER

    def test_follows_the_npi_where_no_number_is_known(self) -> None:
        assert owner_of(piece("??", npi="2222222222")) == (BIRCH, "NPI of the claim")

    def test_lets_the_npi_decide_between_two_that_use_one_number(self) -> None:
        assert owner_of(piece("BOTH", npi="1111111111"))[0] == ALDER

    def test_leaves_to_a_person_what_two_practices_could_claim(self) -> None:
        assert owner_of(piece("BOTH")) == (None, "two practices use this number")
        assert owner_of(piece("??")) == (None, "no practice knows this number")

    def test_takes_the_payee_where_it_is_one_practice(self) -> None:
        assert owner_of(piece("??"), SITES[:1]) == (ALDER, "payee")

    def test_does_not_follow_a_number_to_a_practice_that_was_not_paid(self) -> None:
        assert owner_of(piece("B1"), SITES[:1])[0] == ALDER

    def test_books_a_takeback_at_the_practice_whose_old_claim_it_names(self) -> None:
        divided = split(
            paid_cents=60,
            pieces=[piece("A1", 100)],
            adjustments=[Adjustment("9", "B1", 40)],
            sites=SITES,
            routes=ROUTES,
        )

        nets = {part.practice_id: part.net_cents for part in divided.parts}
        assert nets == {ALDER: 100, BIRCH: -40}
        assert divided.explains_every_cent

    def test_leaves_a_takeback_open_that_names_nobody(self) -> None:
        divided = split(
            paid_cents=60,
            pieces=[piece("A1", 100)],
            adjustments=[Adjustment("9", "LETTER-7", 40)],
            sites=SITES,
            routes=ROUTES,
        )

        assert (divided.unassigned, divided.unassigned_cents) == ((0,), 40)
        assert divided.explains_every_cent

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["A1", "B1", "BOTH", "??", ""]),
                st.integers(-10_000_00, 10_000_00),
                st.sampled_from(["", "1111111111", "2222222222", "3"]),
            ),
            max_size=12,
        ),
        st.lists(
            st.tuples(st.sampled_from(["A1", "B1", "X"]), st.integers(-5000, 5000)), max_size=6
        ),
    )
    def test_explains_every_cent_whatever_comes(
        self, claims: list[tuple[str, int, str]], plbs: list[tuple[str, int]]
    ) -> None:
        pieces = [piece(*claim) for claim in claims]
        adjustments = [Adjustment("9", reference, cents) for reference, cents in plbs]
        paid = sum(p.paid_cents for p in pieces) - sum(a.cents for a in adjustments)

        divided = split(
            paid_cents=paid, pieces=pieces, adjustments=adjustments, sites=SITES, routes=ROUTES
        )

        placed = sorted([i for part in divided.parts for i in part.claims] + list(divided.unrouted))
        assert placed == list(range(len(pieces)))
        assert divided.explains_every_cent


class TestSitesPaid:
    def test_are_those_of_the_tax_id_or_the_npi(self) -> None:
        assert len(sites_paid(SITES, payee_npi="", payee_tax_id="990000001")) == 2
        assert len(sites_paid(SITES, payee_npi="1111111111", payee_tax_id="")) == 1

    def test_are_none_for_somebody_else(self) -> None:
        assert sites_paid(SITES, payee_npi="9", payee_tax_id="9") == ()
        assert sites_paid(SITES, payee_npi="", payee_tax_id="") == ()
