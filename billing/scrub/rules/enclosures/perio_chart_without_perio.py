from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.enclosures import of_kind, wanted_by_payer
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

PERIO = codes("D4000..D4999 D1110 D0180 D6081 D6101..D6103")


@rule("ENC-17", Severity.INFO, needs="attached")
def perio_chart_without_perio(claim: ClaimFacts) -> Spoken:
    """A perio chart goes with a claim that has no periodontal service.

    Checks: whether any line is periodontal, a cleaning or a periodontal exam.
    Why it is denied: it is not; but more is sent than needed, or a line was forgotten.
    What to do: take it out, or add the line that is missing.
    Silent when: the payer's list asks for it.
    """
    if not of_kind(claim, "perio_chart") or any(True for _ in claim.lines_of(PERIO)):
        return
    if any("perio_chart" in wanted_by_payer(claim, line) for line in claim.lines):
        return
    yield Said(
        text="A perio chart, and no periodontal service.",
        fix="Take it out, or add the missing line.",
    )
