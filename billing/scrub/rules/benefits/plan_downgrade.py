from billing.coding.codes import codes
from billing.coding.teeth import TEETH, Kind, kind_of
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.shares import share_on
from practices.money import dollars


@rule("DOWN-01", Severity.INFO, needs="benefits benefits:downgrades")
def plan_downgrade(claim: ClaimFacts) -> Spoken:
    """The plan pays the service as a cheaper one.

    Checks: the plan's own downgrades on each code and tooth, and what the patient owes more, from
    the practice's fees of both codes and the plan's share.
    Why it is denied: it is not; the plan pays its share of the cheaper service.
    What to do: tell the patient the difference before the visit and have it signed.
    Silent when: nobody told of downgrades. DOWN-02 says what is usual.
    """
    assert claim.benefits is not None
    for downgrade in claim.benefits.downgrades:
        for line in claim.lines:
            if line.code in codes(downgrade.codes) and on_such_tooth(downgrade.teeth, line.tooth):
                more = more_for_patient(claim, line, downgrade.to)
                tail = f": up to {dollars(more)} more for the patient" if more else ""
                yield Said(
                    line=line.number,
                    text=f"The plan pays {line.code} as {downgrade.to}{tail}.",
                    fix="Tell the patient the difference beforehand.",
                    money_cents=more,
                    stands_on=(("benefit", "downgrade"),),
                )


def on_such_tooth(teeth: str, tooth: str) -> bool:
    """Whether a downgrade of `all`, `back` or `molars` meets the tooth; one not named is met."""
    if teeth == "all" or tooth not in TEETH:
        return True
    kind = kind_of(tooth)
    return kind == Kind.MOLAR or (teeth == "back" and kind == Kind.PREMOLAR)


def more_for_patient(claim: ClaimFacts, line: Line, to: str) -> int:
    """What the plan pays less, in cents, which the patient owes more; 0 where unknown."""
    fee = claim.usual_fees.get(to)
    share = share_on(claim.benefits, line.code) if claim.benefits else None
    if fee is None or share is None or fee >= line.fee_cents:
        return 0
    return (line.fee_cents - fee) * share.plan_percent // 100
