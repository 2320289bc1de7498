from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

TAKEN = {"jpg", "jpeg", "png", "tif", "tiff", "pdf", "gif", "bmp"}


@rule("ENC-12", Severity.WARN, needs="attached")
def file_type_not_taken(claim: ClaimFacts) -> Spoken:
    """A file is of a type that the services for enclosures do not take.

    Checks: the file's type against the usual ones for pictures and documents.
    Why it is denied: the file is dropped on its way, and the claim waits for it.
    What to do: save it as a JPEG or PDF.
    Silent when: the type is not known.
    """
    for one in claim.attached:
        kind = one.file_type.lower().lstrip(".").rpartition("/")[2]
        if kind and kind not in TAKEN:
            yield Said(
                text=f"Files of the type {kind} are not taken.", fix="Save it as JPEG or PDF."
            )
