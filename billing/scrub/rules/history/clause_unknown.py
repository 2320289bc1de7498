from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("MTC-02", Severity.INFO, codes="D5211..D5228 D6010 D6205..D6252", needs="benefits")
def clause_unknown(claim: ClaimFacts, line: Line) -> Said | None:
    """A lost tooth is replaced, and nobody asked about a missing-tooth clause.

    Checks: implants, bridges and partial dentures for the answer on the clause.
    Why it is denied: with the clause, teeth lost before cover began are not paid; eligibility
    answers rarely name it.
    What to do: ask the payer by phone or portal and note the answer.
    """
    assert claim.benefits is not None
    if claim.benefits.missing_tooth_clause is not None:
        return None
    return Said(
        text=f"{line.code} replaces a tooth; nobody asked about a missing-tooth clause.",
        fix="Ask the payer and note the answer.",
    )
