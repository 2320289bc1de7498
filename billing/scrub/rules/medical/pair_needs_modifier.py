from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.rules.medical.pair_never_paid import paired


@rule("NCCI-02", Severity.WARN, needs="several_lines ncci")
def pair_needs_modifier(claim: ClaimFacts) -> Spoken:
    """Two codes of one day that are paid together only as separate services.

    Checks: for payers that use CMS's pairs, each two lines of a day, in the quarter's file that is
    loaded, where a modifier may help.
    Why it is denied: without a word that the services were separate, the second is part of the
    first.
    What to do: say where and why the second was separate, with the modifier the payer wants.
    Silent when: the payer does not use these files, or none is loaded.
    """
    for first, second in paired(claim, 1):
        yield Said(
            line=second.number,
            text=f"{second.code} beside {first.code} of the same day needs a modifier.",
            fix="Say that it was separate, or take it off.",
            stands_on=(("line", str(first.number)),),
        )
