from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.edits import Edit
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import SEVERITIES, Said, Severity
from billing.scrub.pairs import asked
from billing.scrub.rules.benefits.plan_downgrade import more_for_patient, on_such_tooth


@rule("DOWN-02", Severity.INFO, needs="edits:downcode")
def usual_downgrade(claim: ClaimFacts) -> Spoken:
    """A service that plans often pay as a cheaper one.

    Checks: by the payer's pack, codes that are often paid as another, and what the patient then
    owes more, where fees and the plan's share are known.
    Why it is denied: it is not; the plan pays its share of the cheaper service.
    What to do: ask whether the plan does so, and tell the patient the difference.
    Silent when: the plan named its own downgrades on the code.
    """
    for line, edit in asked(claim, "downcode"):
        if named(claim, line.code) or paid_so_already(edit, line.code):
            continue
        if not on_such_tooth(edit.teeth or "all", line.tooth):
            continue
        more = more_at_most(claim, line, edit)
        yield Said(
            line=line.number,
            text=f"{line.code} is often paid as {edit.b}. {edit.says}".rstrip(),
            fix="Ask the payer, and tell the patient the difference.",
            money_cents=more,
            severity=SEVERITIES[edit.severity],
            stands_on=(("edit", edit.id),),
        )


def named(claim: ClaimFacts, code: str) -> bool:
    told = claim.benefits.downgrades if claim.benefits else ()
    return any(code in codes(one.codes) for one in told)


def paid_so_already(edit: Edit, code: str) -> bool:
    return code in codes(edit.b)


def more_at_most(claim: ClaimFacts, line: Line, edit: Edit) -> int:
    """Of the codes it may be paid as, the one that costs the patient most; 0 where unknown."""
    to = codes(edit.b)
    cheaper = [code for code in claim.usual_fees if code in to]
    return max((more_for_patient(claim, line, code) for code in cheaper), default=0)
