"""What is made of a rule's words: severity, line, money; and the whole catalog at once."""

from collections.abc import Callable, Iterator

from billing.scrub.catalog import catalog
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.run import Ruleset, is_ready
from tests.billing.scrub import builders
from tests.billing.scrub.spoken import TWO_LINES, on_each_line, rule, speaks, texts


class TestFindings:
    def test_a_rule_has_its_own_severity(self) -> None:
        assert self.severity(Ruleset([rule("T-1", speaks())])) == Severity.WARN

    def test_a_severity_that_is_told_stands_above_the_rules(self) -> None:
        ruleset = Ruleset([rule("T-1", speaks())], {"T-1": Severity.HOLD, "T-2": Severity.INFO})

        assert self.severity(ruleset) == Severity.HOLD

    def test_an_edits_own_severity_stands_above_both(self) -> None:
        ruleset = Ruleset([rule("T-1", speaks(severity=Severity.INFO))], {"T-1": Severity.HOLD})

        assert self.severity(ruleset) == Severity.INFO

    @staticmethod
    def severity(ruleset: Ruleset) -> Severity:
        return ruleset.findings(builders.claim())[0].severity

    def test_people_come_first_then_the_claim_then_lines(self) -> None:
        rules = [
            rule("T-1", on_each_line, of="line"),
            rule("T-2", speaks("claim")),
            rule("T-3", speaks("payer"), of="payer"),
        ]

        found = Ruleset(rules).findings(builders.claim(lines=TWO_LINES))

        assert texts(found) == ["payer", "claim", "line 1", "line 2"]

    def test_a_line_rule_speaks_of_its_line_whatever_it_says(self) -> None:
        def elsewhere(_claim: ClaimFacts, _line: Line) -> Said | None:
            return Said(text="here", fix="mend", line=9)

        ruleset = Ruleset([rule("T-1", elsewhere, of="line", codes="D2391")])

        assert ruleset.findings(builders.claim(lines=TWO_LINES))[0].line == 2

    def test_the_claims_charge_is_at_risk(self) -> None:
        assert self.money(speaks()) == 150_00

    def test_a_lines_fee_is_at_risk_where_one_is_named(self) -> None:
        assert self.money(speaks(line=2)) == 50_00

    def test_nothing_is_at_risk_on_a_line_that_is_not_there(self) -> None:
        assert self.money(speaks(line=7)) == 0

    def test_what_a_rule_says_is_at_risk_stands(self) -> None:
        assert self.money(speaks(line=2, money_cents=0)) == 0

    @staticmethod
    def money(call: Callable[[object], Iterator[Said]]) -> int:
        found = Ruleset([rule("T-1", call)]).findings(builders.claim(lines=TWO_LINES))
        return found[0].money_cents

    def test_all_else_is_handed_on(self) -> None:
        change = Change(field="member_id", before="a", after="b")
        call = speaks(change=change, stands_on=(("tooth", "14"),))

        found = Ruleset([rule("T-1", call)]).findings(builders.claim())[0]

        assert (found.rule, found.version) == ("T-1", "12345678")
        assert (found.change, found.stands_on) == (change, (("tooth", "14"),))

    def test_a_claim_is_ready_unless_something_holds_it(self) -> None:
        ruleset = Ruleset([rule("T-1", speaks())])
        holding = Ruleset([rule("T-1", speaks())], {"T-1": Severity.HOLD})

        assert is_ready(ruleset.findings(builders.claim()))
        assert not is_ready(holding.findings(builders.claim()))


class TestTheWholeCatalog:
    def test_the_same_claim_is_judged_alike_each_time(self) -> None:
        ruleset = Ruleset(catalog().values())
        claim = builders.claim(lines=[], member_id="")

        first = ruleset.findings(claim)

        assert first == ruleset.findings(claim)
        assert {"STR-01", "ID-54"} <= {one.rule for one in first}

    def test_one_fault_does_not_hide_another(self) -> None:
        claim = builders.claim(lines=[{"code": "D0140", "fee_cents": 0, "quantity": 0}])

        found = {one.rule for one in Ruleset(catalog().values()).findings(claim)}

        assert {"FEE-01", "CODE-11"} <= found

    def test_an_empty_claim_breaks_no_rule(self) -> None:
        bare = ClaimFacts(today=builders.CLEAN["today"])

        found = Ruleset(catalog().values()).findings(bare)

        assert not is_ready(found)

    def test_no_text_of_a_rule_names_a_person(self) -> None:
        """What is said of a claim that is wrong all over holds no name, number or birth date."""
        claim = builders.claim(
            patient={"first_name": "Zoëline", "last_name": "Quiñard3", "born_on": "1880-01-02"},
            member_id="AAA 777",
            group_number="GGG 888",
        )

        found = Ruleset(catalog().values()).findings(claim)

        said = " ".join(f"{one.text} {one.fix}" for one in found)
        assert len(found) >= 5
        assert not any(word in said for word in ("Zoë", "Quiñ", "1880", "AAA", "GGG"))
