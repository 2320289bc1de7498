from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import is_plain, unsendable
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Change, Said, Severity


@rule("ID-58", Severity.WARN, needs="odd_member_id")
def member_id_with_spaces(claim: ClaimFacts) -> Spoken:
    """The member number has spaces or characters that cannot be sent.

    Checks: each character; spaces are taken out by the machine.
    Why it is denied: payers compare the number character by character.
    What to do: write it without spaces.
    """
    told = claim.member_id
    if is_plain(told) or not told.strip():
        return
    if unsendable(told) or len(told.split()) > 1 or told != told.strip():
        yield Said(
            text="The member number has spaces or characters that cannot be sent.",
            fix="Write the number without spaces.",
            change=Change(field="member_id", before=told, after="".join(told.split())),
        )
