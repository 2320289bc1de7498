"""Rules a group writes itself: what may be said, what it means, and that fusing changes nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.scrub.finding import Severity
from billing.scrub.own import CONDITIONS_MAX, NotARule, compiled
from billing.scrub.own_facts import FACTS
from billing.scrub.own_said import Condition, OwnRuleSaid, Word
from billing.scrub.run import Ruleset
from tests.billing.scrub import builders

CLAIM = builders.claim(
    lines=[
        {"code": "D2740", "tooth": "30", "fee_cents": 1200_00},
        {"code": "D0140", "fee_cents": 80_00},
    ],
    narrative="Cusp broke",
)


def said(*when: tuple[str, Word, str], code: str = "OWN-1", **more: object) -> OwnRuleSaid:
    told = {
        "code": code,
        "version": "v1",
        "name": "Sample",
        "when": tuple(Condition(fact=fact, word=word, value=value) for fact, word, value in when),
        "severity": Severity.WARN,
        "because": "Sample",
        "fix": "Sample",
    }
    return OwnRuleSaid(**told | more)  # type: ignore[arg-type]  # as given


def found(rule: OwnRuleSaid) -> list[int]:
    return [one.line or 0 for one in Ruleset([compiled(rule)]).findings(CLAIM)]


class TestWords:
    @pytest.mark.parametrize(
        ("when", "lines"),
        [
            ([("line.code", "is", "D2740")], [1]),
            ([("line.code", "one of", "D27xx D0140")], [1, 2]),
            ([("line.code", "none of", "D2710..D2794")], [2]),
            ([("line.fee", "at least", "1,200")], [1]),
            ([("line.fee", "at least", "1200.01")], []),
            ([("line.fee", "at most", "80")], [2]),
            ([("line.tooth", "is empty", "")], [2]),
            ([("claim.charge", "at least", "1280.00")], [0]),
            ([("claim.narrative", "contains", "cusp")], [0]),
            ([("payer.name", "is", "Northern Dental")], [0]),
            ([("payer.name", "one of", "nobody; northern dental")], [0]),
            ([("patient.age", "at least", "46")], [0]),
            ([("patient.age", "at least", "47")], []),
            ([("has.benefits", "is", "yes")], [0]),
            ([("line.code", "is", "D2740"), ("claim.lines", "at least", "3")], []),
        ],
    )
    def test_mean_what_they_say(self, when: list[tuple[str, Word, str]], lines: list[int]) -> None:
        assert found(said(*when)) == lines

    def test_hold_for_one_payer_and_some_days_alone(self) -> None:
        always: tuple[str, Word, str] = ("line.code", "is", "D2740")

        assert found(said(always, payer_id="another")) == []
        assert found(said(always, payer_id="p1")) == [1]
        assert found(said(always, from_on=date(2026, 7, 9), until=date(2026, 7, 9))) == [1]
        assert found(said(always, from_on=date(2026, 7, 10))) == []


class TestWhatIsNoRule:
    @pytest.mark.parametrize(
        ("when", "why"),
        [
            ([], "has 1 to"),
            ([("line.code", "is", "D2740")] * (CONDITIONS_MAX + 1), "has 1 to"),
            ([("line.weight", "is", "3")], "Condition 1 speaks of 'line.weight'"),
            ([("line.code", "at least", "D2740")], "The code knows"),
            ([("line.code", "is", "D27")], "The code wants codes"),
            ([("line.fee", "at least", "much")], "The fee wants an amount"),
            ([("patient.age", "is", "old")], "wants a whole number"),
            ([("has.benefits", "is", "maybe")], "wants yes or no"),
            ([("payer.name", "is", "x" * 401)], "longer than 400"),
        ],
    )
    def test_is_told_with_its_condition(self, when: list[tuple[str, Word, str]], why: str) -> None:
        with pytest.raises(NotARule, match=why):
            compiled(said(*when))

    @pytest.mark.parametrize(
        "text", ["'); raise SystemExit #", "\n    import os", "value_0", "{fact}", "\\", "\0"]
    )
    def test_what_people_write_is_never_run(self, text: str) -> None:
        rule = said(("payer.name", "is", text), ("claim.narrative", "contains", text))

        assert found(rule) == []


CONDITIONS = st.one_of(
    st.builds(
        lambda code, word: Condition(fact="line.code", word=word, value=code),
        st.sampled_from(["D2740", "D0140 D27xx", "any"]),
        st.sampled_from(["is", "one of", "none of"]),
    ),
    st.builds(
        lambda fact, word, value: Condition(fact=fact, word=word, value=str(value)),
        st.sampled_from(["line.fee", "claim.charge", "patient.age", "line.quantity"]),
        st.sampled_from(["at least", "at most", "is"]),
        st.sampled_from([1, 46, 80, 1200, 1280]),
    ),
    st.builds(
        lambda value: Condition(fact="payer.name", word="is", value=value),
        st.sampled_from(["northern dental", "another"]),
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CONDITIONS, min_size=1, max_size=3), min_size=1, max_size=6))
def test_many_together_say_what_each_says_alone(rules: list[list[Condition]]) -> None:
    told = [
        said(*((one.fact, one.word, one.value) for one in when), code=f"OWN-{number}")
        for number, when in enumerate(rules)
    ]

    together = Ruleset([compiled(one) for one in told]).findings(CLAIM)

    alone = [each for one in told for each in Ruleset([compiled(one)]).findings(CLAIM)]
    assert sorted((f.rule, f.line or 0) for f in together) == sorted(
        (f.rule, f.line or 0) for f in alone
    )


def test_every_fact_can_be_asked() -> None:
    words: dict[str, str] = {"codes": "any", "number": "1", "money": "1", "yes": "yes", "text": "x"}
    for name, fact in FACTS.items():
        for word in fact.words:
            compiled(said((name, word, words[fact.kind])))  # type: ignore[arg-type]  # its own words
            found(said((name, word, words[fact.kind])))  # type: ignore[arg-type]  # as above
