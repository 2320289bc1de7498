"""Why a payment with a claim stops: the question a person must answer. Pure."""

from collections.abc import Mapping

from billing.ledger.accounts import Account
from remits.posting.homes import HOMES, NEED_A_REMARK, Home, Homes
from remits.posting.values import Adjusted, Book, Paid, Question, in_words

CONTRACT = ("CO", "45")


def first_stop(
    paid: Paid,
    book: Book,
    found: list[tuple[Adjusted, Home | None]],
    corrections: Mapping[tuple[str, str], Account],
) -> Question | None:
    for adjusted, home in found:
        stop = _stop_of(adjusted, home, corrections)
        if stop:
            return stop
    again = _written_off_again(paid, book, corrections)
    if again:
        return Question(
            "NO_OA23",
            f"A later payer writes off {in_words(again)} as if it came first; what the earlier"
            " payer settled should stand as OA-23.",
        )
    if paid.charge_cents > book.open_cents:
        left = f"only {in_words(book.open_cents)}" if book.open_cents > 0 else "nothing more"
        return Question(
            "ALREADY_ANSWERED",
            f"It answers {in_words(paid.charge_cents)}, but insurance owes {left} on this claim:"
            " it was answered before.",
        )
    return None


def _stop_of(
    adjusted: Adjusted, home: Home | None, corrections: Mapping[tuple[str, str], Account]
) -> Question | None:
    if home is None:
        return Question(
            "NO_HOME",
            f"{adjusted.group}-{adjusted.reason} takes off {in_words(adjusted.cents)}, and no rule"
            " says who owes that.",
        )
    if _lacks_its_remark(adjusted) and adjusted.pair not in corrections:
        return Question(
            "REMARK_MISSING",
            f"{adjusted.group}-{adjusted.reason} refuses {in_words(adjusted.cents)} for a cause"
            " that a remark should name, and there is none.",
        )
    return None


def _lacks_its_remark(adjusted: Adjusted) -> bool:
    return adjusted.reason in NEED_A_REMARK and not adjusted.has_remark


def _written_off_again(
    paid: Paid, book: Book, corrections: Mapping[tuple[str, str], Account]
) -> int:
    """Cents a later payer writes off by contract without saying what the first one settled."""
    if book.rank == 1 or CONTRACT in corrections:
        return 0
    if any(adjusted.pair == ("OA", "23") for adjusted in paid.adjusted):
        return 0
    return sum(adjusted.cents for adjusted in paid.adjusted if adjusted.pair == CONTRACT)


def pair_in_question(
    paid: Paid,
    question: str,
    *,
    homes: Homes = HOMES,
    corrections: Mapping[tuple[str, str], Account] | None = None,
) -> tuple[str, str] | None:
    """The adjustment a question is about, so that it can be answered by naming one account."""
    chosen = corrections or {}
    open_pairs = [adjusted for adjusted in paid.adjusted if adjusted.pair not in chosen]
    match question:
        case "NO_HOME":
            asked = (a.pair for a in open_pairs if a.pair not in homes)
        case "REMARK_MISSING":
            asked = (a.pair for a in open_pairs if _lacks_its_remark(a))
        case "NO_OA23":
            asked = (a.pair for a in open_pairs if a.pair == CONTRACT)
        case _:
            return None
    return next(asked, None)
