from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import digits_of, is_digits
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Change, Said, Severity


@rule("ID-69", Severity.WARN, needs="dependent")
def subscriber_zip_malformed(claim: ClaimFacts) -> Spoken:
    """The subscriber's zip has neither five nor nine digits.

    Checks: five or nine digits, where the patient is a dependent; a dash or space between is
    taken out by the machine.
    Why it is denied: the clearinghouse turns an address away that does not exist.
    What to do: correct the zip.
    Silent when: there is none; a dependent's claim goes out without it.
    """
    told = claim.subscriber.address.zip
    if not told.strip() or is_digits(told, 5, 9):
        return
    bare = digits_of(told)
    yield Said(
        text="The subscriber's zip has neither five nor nine digits.",
        fix="Correct the zip.",
        change=Change(field="subscriber.address.zip", before=told, after=bare)
        if is_digits(bare, 5, 9)
        else None,
    )
