from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

BYTES_MAX = 10_000_000


@rule("ENC-13", Severity.WARN, needs="attached")
def file_too_large(claim: ClaimFacts) -> Spoken:
    """A file is larger than most services for enclosures take.

    Checks: each file's size against ten million bytes.
    Why it is denied: the file is dropped on its way, and the claim waits for it.
    What to do: save it smaller; a film needs no more than a million bytes.
    Silent when: the size is not known.
    """
    for one in claim.attached:
        if one.bytes is not None and one.bytes > BYTES_MAX:
            yield Said(text=f"A file has {one.bytes:,} bytes.", fix="Save it smaller.")
