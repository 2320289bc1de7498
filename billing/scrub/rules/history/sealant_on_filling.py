from billing.coding.codes import codes
from billing.coding.facts import CROWNS, FILLINGS
from billing.eligibility.benefits import Served
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("HIST-03", Severity.WARN, codes="D1351", needs="history")
def sealant_on_filling(claim: ClaimFacts, line: Line) -> Said | None:
    """A sealant on a tooth whose chewing face was filled before.

    Checks: sealants against earlier fillings with the chewing face and crowns of the tooth.
    Why it is denied: sealants are paid on sound, unfilled faces only.
    What to do: correct the tooth, or name the face that is still sound.
    Silent when: the sealant names another face than the filled one.
    """
    if not line.tooth or line.served_on is None:
        return None
    for past in claim.earlier(COVERED, line.served_on):
        if past.tooth == line.tooth and (past.code in CROWNS or meets(line, past)):
            return Said(
                text=f"Tooth {line.tooth} was restored there on {past.served_on}.",
                fix="Correct the tooth, or name the sound face.",
                stands_on=(("history", str(past.served_on)),),
            )
    return None


def meets(line: Line, past: Served) -> bool:
    return bool(set(line.surfaces or "O") & set(past.surfaces))


COVERED = codes(f"{FILLINGS.written} {CROWNS.written}")
