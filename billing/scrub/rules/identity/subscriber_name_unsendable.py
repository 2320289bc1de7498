from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import sendable, unsendable
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Change, Said, Severity


@rule("ID-68", Severity.WARN, needs="dependent")
def subscriber_name_unsendable(claim: ClaimFacts) -> Spoken:
    """The subscriber's name has characters that a claim file cannot carry.

    Checks: each character of both names, where the patient is a dependent; accents are taken off
    by the machine.
    Why it is denied: one such character can make the whole file unreadable.
    What to do: write the name with plain letters, as the payer does.
    """
    for field in ("last_name", "first_name"):
        told = getattr(claim.subscriber, field)
        if unsendable(told):
            yield Said(
                text="The subscriber's name has characters that cannot be sent.",
                fix="Write the name with plain letters.",
                change=Change(field=f"subscriber.{field}", before=told, after=sendable(told)),
            )
            return
