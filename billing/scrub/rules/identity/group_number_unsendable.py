from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import is_plain, unsendable
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Change, Said, Severity


@rule("ID-67", Severity.WARN)
def group_number_unsendable(claim: ClaimFacts) -> Spoken:
    """The group number has spaces or characters that cannot be sent.

    Checks: each character, where a number is there; spaces are taken out by the machine.
    Why it is denied: payers compare the number character by character.
    What to do: write it as on the insurance card.
    """
    told = claim.group_number
    if not told or is_plain(told):
        return
    if unsendable(told) or told != "".join(told.split()):
        yield Said(
            text="The group number has spaces or characters that cannot be sent.",
            fix="Write the number as on the card.",
            change=Change(field="group_number", before=told, after="".join(told.split())),
        )
