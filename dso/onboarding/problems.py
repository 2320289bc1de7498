"""What was planted in the demo, and what to try with each. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`files` are the remittances that carry it, by their key; `sees` is what should come out."""

    key: str
    files: tuple[str, ...]
    title: str
    sees: str


def _one(key: str, title: str, sees: str) -> Problem:
    return Problem(key, (key,), title, sees)


PROBLEMS = (
    _one(
        "unbalanced", "An 835 that does not add up",
        "It stands in quarantine with its gap of exactly 12.00; nothing of it was posted.",
    ),
    Problem(
        "same_file", ("same_file", "same_file_again"), "The same file under another name",
        "The second arrival is noted on the first file; it is not read again.",
    ),
    Problem(
        "other_route", ("other_route", "other_route_again"),
        "The same payment by way of another clearinghouse",
        "The bytes differ, the payment does not: the second one is marked as come before.",
    ),
    Problem(
        "alike", ("alike", "alike_again"), "Two payments that look alike",
        "Payer, trace, amount and day are the same, the claims are not: a person says whether it"
        " is another payment, and it is taken up or settled.",
    ),
    _one(
        "reversed_first", "A reversal and its correction in one file",
        "The reversal mirrors what was posted, the correction is proposed beside it.",
    ),
    _one(
        "corrected_first", "The correction stands before its reversal",
        "Posted in the right order all the same: reversals go first.",
    ),
    Problem(
        "reversed_apart", ("reversed_apart", "reversed_apart_later"),
        "Reversal today, correction in another file",
        "The correction asks until the reversal is posted; then it is proposed again by itself.",
    ),
    _one(
        "letter", "A payer takes money back by letter",
        "Today's claim is posted in full; what was kept back waits as an open item under the"
        " number of the old claim.",
    ),
    Problem(
        "carry", ("carry", "carry_next"), "More taken back than paid: a balance carried forward",
        "Two payments of zero. The first carry meets its other half, the rest stays open.",
    ),
    _one(
        "wash", "A refund of ours, acknowledged", "72 and WO cancel: no open item is left of them."
    ),
    _one("interest", "Interest on a late payment", "It goes to other income, not to the patient."),
    _one(
        "no_remark", "A refusal without its remark",
        "CO-16 says nothing alone: the payment asks what is missing.",
    ),
    _one(
        "bundled", "One service bundled into another",
        "CO-97 is proposed as a denial to work, never as a contract write-off.",
    ),
    _one(
        "downcoded", "The payer changed the code",
        "Both codes are shown: the one we sent and the one that was paid.",
    ),
    _one(
        "second_right", "A second payer who does it right", "OA-23 settles what the first one did."
    ),
    _one(
        "second_wrong", "A second payer who writes everything off",
        "CO-45 for the whole rest would write off what the first payer paid: a question.",
    ),
    _one(
        "estimate", "An estimate among payments", "CLP02 is 25: it is shown and never posted."
    ),
    _one("in_parts", "One claim answered in two parts", "Each part posts; together they close it."),
    _one(
        "twins", "Two equal lines, one without its line number",
        "The claim is found by its own number; nothing is guessed between the lines.",
    ),
    _one("no_home", "A reason nobody has met before", "PI-204 waits until somebody says where."),
    _one(
        "whose", "One claim number, two practices, one tax ID",
        "The claim has no practice yet: a person says whose it is.",
    ),
    _one("foreign", "Somebody else's remittance", "The payee is none of ours: nothing is split."),
    _one("zero", "A payment of zero", "It is read and posted like any other."),
    _one("html", "A patient's name with HTML in it", "It is shown as text on every page."),
    _one(
        "six", "Six provider adjustments in one segment",
        "Six open items, each under its own reference.",
    ),
    _one(
        "short", "Short by another practice's debt",
        "Maple Street's claims paid in full; what was kept back belongs to Northgate, with which"
        " it shares a tax ID.",
    ),
)  # fmt: skip


def what_to_try() -> Iterator[str]:
    """The list for people: what it is, in which file to look, what should come out."""
    for number, problem in enumerate(PROBLEMS, start=1):
        yield f"{number:2}. {problem.title}"
        yield f"    {', '.join(f'…_{key}.835' for key in problem.files)}"
        yield f"    {problem.sees}"
