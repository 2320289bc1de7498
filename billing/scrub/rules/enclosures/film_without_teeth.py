from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

SINGLE = ("radiograph", "pa", "photo")


@rule("ENC-11", Severity.INFO, needs="attached")
def film_without_teeth(claim: ClaimFacts) -> Spoken:
    """It is not noted which teeth a film or photo shows.

    Checks: single films and photos, where a line names a tooth.
    Why it is denied: the reviewer must guess sides, and may guess wrong.
    What to do: note the teeth.
    Silent when: no line names a tooth.
    """
    if not any(line.tooth for line in claim.lines):
        return
    if any(one.kind in SINGLE and not one.teeth for one in claim.attached):
        yield Said(text="A film does not say which teeth it shows.", fix="Note its teeth.")
