"""Which rules are asked of a claim and of whom, and what is remembered."""

from collections.abc import Iterator

import msgspec
import pytest

from billing.scrub.finding import Said
from billing.scrub.parties import Payer
from billing.scrub.run import Ruleset
from billing.scrub.traits import BITS, TRAITS, mask_of
from tests.billing.scrub import builders
from tests.billing.scrub.spoken import TWO_LINES, on_each_line, rule, speaks, texts


class TestWhoIsAsked:
    def test_a_rule_without_needs_is_asked_of_every_claim(self) -> None:
        ruleset = Ruleset([rule("T-1", speaks())])

        assert texts(ruleset.findings(builders.claim(lines=[]))) == ["wrong"]

    def test_a_rule_is_not_called_without_what_it_needs(self) -> None:
        asked: list[object] = []

        def call(of: object) -> Iterator[Said]:
            asked.append(of)
            yield Said(text="wrong", fix="mend")

        ruleset = Ruleset([rule("T-1", call, needs="history others")])

        ruleset.findings(builders.claim())
        ruleset.findings(builders.claim(history=[{"code": "D0120", "served_on": "2026-01-01"}]))

        assert asked == []

    def test_a_rule_is_called_once_all_it_needs_is_there(self) -> None:
        ruleset = Ruleset([rule("T-1", speaks(), needs="later_payer others")])

        found = ruleset.findings(builders.claim(rank=2, others=[{"rank": 1}]))

        assert texts(found) == ["wrong"]

    def test_what_a_claim_has_is_not_remembered_for_the_next(self) -> None:
        ruleset = Ruleset([rule("T-1", speaks(), needs="narrative")])
        full, bare = builders.claim(narrative="Cusp broke."), builders.claim()

        said = [len(ruleset.findings(one)) for one in (bare, full, bare, full)]

        assert said == [0, 1, 0, 1]

    def test_a_line_rule_is_asked_of_lines_with_its_codes(self) -> None:
        ruleset = Ruleset([rule("T-1", on_each_line, codes="D23xx", of="line")])

        assert texts(ruleset.findings(builders.claim(lines=TWO_LINES))) == ["line 2"]

    def test_a_line_rule_is_asked_where_the_claim_has_what_it_needs(self) -> None:
        ruleset = Ruleset([rule("T-1", on_each_line, of="line", needs="estimate")])

        assert ruleset.findings(builders.claim(lines=TWO_LINES)) == []
        assert len(ruleset.findings(builders.claim(lines=TWO_LINES, kind="predetermination"))) == 2

    def test_a_rule_that_needs_what_nobody_knows_cannot_be_written(self) -> None:
        with pytest.raises(ValueError, match="moonlight"):
            rule("T-1", speaks(), needs="moonlight")

    def test_every_trait_has_a_bit_of_its_own(self) -> None:
        assert len(set(BITS.values())) == len(BITS)
        assert set(TRAITS) <= set(BITS)
        assert all(bit.bit_count() == 1 for bit in BITS.values())

    def test_a_mask_has_the_bits_of_what_is_there(self) -> None:
        mask = mask_of(builders.claim(covers=2))

        assert mask & BITS["several_covers"]
        assert mask & BITS["first_payer"]
        assert not mask & BITS["later_payer"]


class TestPeople:
    def counting(self) -> tuple[list[object], Ruleset]:
        asked: list[object] = []

        def call(payer: Payer) -> Iterator[Said]:
            asked.append(payer)
            yield Said(text="payer", fix="mend")

        return asked, Ruleset([rule("T-1", call, of="payer")])

    def test_someone_on_many_claims_is_judged_once(self) -> None:
        asked, ruleset = self.counting()
        claim = builders.claim()
        other = msgspec.structs.replace(claim, id="C2")

        said = [texts(ruleset.findings(one)) for one in (claim, other, claim)]

        assert said == [["payer"]] * 3
        assert len(asked) == 1

    def test_someone_else_is_judged_anew(self) -> None:
        asked, ruleset = self.counting()

        ruleset.findings(builders.claim())
        ruleset.findings(builders.claim())

        assert len(asked) == 2

    def test_a_person_who_is_gone_does_not_lend_its_words_to_the_next(self) -> None:
        def named(payer: Payer) -> Iterator[Said]:
            yield Said(text=payer.name, fix="mend")

        ruleset = Ruleset([rule("T-1", named, of="payer")])

        for number in range(200):  # freed places are taken again at once
            claim = builders.claim(payer={"name": f"Payer {number}"})
            assert texts(ruleset.findings(claim)) == [f"Payer {number}"]

    def test_the_oldest_are_forgotten_before_memory_is(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("billing.scrub.run.PARTIES_KEPT_MAX", 2)
        asked, ruleset = self.counting()
        claims = [builders.claim() for _ in range(4)]

        for claim in claims:
            assert texts(ruleset.findings(claim)) == ["payer"]

        assert len(ruleset._party_words) <= 2
        assert len(asked) == 4

    def test_nobody_is_asked_of_a_dentist_who_is_not_named(self) -> None:
        ruleset = Ruleset([rule("T-1", speaks(), of="rendering")])

        assert ruleset.findings(builders.claim(rendering="")) == []
