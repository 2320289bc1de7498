from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

WORDS_MAX = 6
POINTS = ("see attached", "see attachment", "see note", "see notes", "see x-ray", "see xray",
          "see chart", "per attached", "attached", "see above")  # fmt: skip


@rule("NARR-09", Severity.WARN, needs="narrative")
def narrative_only_points_elsewhere(claim: ClaimFacts) -> Spoken:
    """The narrative says "see attached" and nothing else.

    Checks: a narrative of at most six words that points to something else.
    Why it is denied: files often come apart from the claim, and then nothing is left.
    What to do: say in a sentence what the file shows.
    """
    told = claim.narrative.lower()
    if len(told.split()) <= WORDS_MAX and any(point in told for point in POINTS):
        yield Said(
            text="The narrative only points to an enclosure.",
            fix="Say in a sentence what it shows.",
        )
