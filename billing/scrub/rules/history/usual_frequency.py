from billing.coding.codes import codes
from billing.eligibility.benefits import Limit
from billing.scrub.catalog import Spoken, rule
from billing.scrub.edits import Edit
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, said
from billing.scrub.windows import used


@rule("FREQ-03", Severity.WARN, needs="real edits:frequency")
def usual_frequency(claim: ClaimFacts) -> Spoken:
    """A service again sooner than plans usually pay for it.

    Checks: by the payer's pack, how often the service is paid, where the plan itself named no
    limit on the code; with services at every location, on their way and by the payer's word.
    Why it is denied: most plans pay for so many in so long.
    What to do: ask the plan's limit, or tell the patient the price beforehand.
    Silent when: the plan's own limit is known. FREQ-01 uses it.
    """
    for line, edit in asked(claim, "frequency"):
        if named(claim, line.code):
            continue
        shared = codes(edit.a)
        past = used(claim, line, limit_of(edit), shared)
        if len(past) >= edit.count:
            yield said(
                line,
                edit,
                f"{line.code} was done on {past[0].served_on} too; usual are {often(edit)}.",
                "Ask the plan's limit, or tell the patient the price.",
            )


def named(claim: ClaimFacts, code: str) -> bool:
    """Whether the plan named a limit on the code, at whatever age."""
    limits = claim.benefits.limits if claim.benefits else ()
    return any(code in codes(limit.codes) for limit in limits)


def limit_of(edit: Edit) -> Limit:
    scope = {"patient": "mouth", "claim": "mouth"}.get(edit.scope, edit.scope)
    return Limit(
        codes=edit.a,
        count=edit.count,
        period="lifetime" if edit.lifetime else "months_to_day",
        months=edit.months or 0,
        scope=scope,  # type: ignore[arg-type]  # the others are called alike
    )


def often(edit: Edit) -> str:
    span = "a lifetime" if edit.lifetime else f"{edit.months} months"
    return f"{edit.count} in {span}"
