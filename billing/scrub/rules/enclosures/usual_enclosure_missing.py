from billing.scrub.catalog import line_rule
from billing.scrub.enclosures import of_kind, usually_wanted_files, wanted_by_edits, wanted_by_payer
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ENC-02", Severity.WARN, codes="D2510..D9999")
def usual_enclosure_missing(claim: ClaimFacts, line: Line) -> Said | None:
    """An enclosure that most plans want with the code is not there.

    Checks: what plans usually want with the code; the payer's own list stands above it.
    Why it is denied: the payer asks for more information, which costs weeks.
    What to do: enclose it, or note in the payer's record that it does not want it.
    Silent when: the payer's list or an edit names the code, or what is not asked for slows it down.
    """
    usual = usually_wanted_files(line)
    if not usual or claim.payer.unsolicited_slow or wanted_by_payer(claim, line):
        return None
    if wanted_by_edits(claim, line):
        return None
    lacking = sorted(kind for kind in usual if not of_kind(claim, kind))
    if not lacking:
        return None
    named = ", ".join(kind.replace("_", " ") for kind in lacking)
    return Said(text=f"Plans usually want with {line.code}: {named}.", fix="Enclose it.")
