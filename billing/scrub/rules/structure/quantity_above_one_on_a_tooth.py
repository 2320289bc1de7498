from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-06", Severity.WARN, needs="odd_lines")
def quantity_above_one_on_a_tooth(claim: ClaimFacts) -> Spoken:
    """One tooth, treated several times on one line.

    Checks: a quantity above one on a line that names a tooth.
    Why it is denied: the payer pays a tooth once, and reads the rest as a mistake.
    What to do: give each tooth its own line with quantity one.
    """
    for line in claim.lines:
        if line.quantity > 1 and line.tooth:
            yield Said(
                line=line.number,
                text=f"Tooth {line.tooth} with quantity {line.quantity}.",
                fix="Give each tooth its own line.",
                stands_on=(("tooth", line.tooth),),
            )
