"""From one claim payment to ledger lines, or to the question a person must answer. Pure."""

from collections.abc import Iterable, Mapping

from billing.ledger.accounts import Account, Leg, legs_of
from remits.matching.score import Band, Match
from remits.posting.homes import HOMES, VERSION, Home, Homes
from remits.posting.stops import first_stop
from remits.posting.values import Adjusted, Book, NoMoney, Paid, Plan, Question, in_words

RULE_VERSION = f"plan-1/{VERSION}"
REVERSAL, PREDETERMINATION = "22", "25"


def plan_posting(
    paid: Paid,
    match: Match,
    book: Book | None,
    *,
    blocked_by: str = "",
    homes: Homes = HOMES,
    corrections: Mapping[tuple[str, str], Account] | None = None,
) -> Plan | Question | NoMoney:
    """Post only what balances, answers one claim and has a home for every cent.

    `corrections` are homes a person chose for this payment; they come before the table.
    `blocked_by` names a fault of the whole file that forbids posting without a look.
    """
    if paid.status == PREDETERMINATION:
        return NoMoney()
    gap_cents = paid.charge_cents - paid.paid_cents - sum(a.cents for a in paid.adjusted)
    if gap_cents:
        return Question(
            "OUT_OF_BALANCE",
            f"Charge, payment and adjustments are {in_words(gap_cents)} apart; ask the payer.",
        )
    if book is None:
        return _unmatched(match)
    if blocked_by and corrections is None:
        return Question(
            "FILE_FAULT",
            f"The file counts its own parts wrongly ({blocked_by}); see whether this is whole.",
        )
    if paid.status == REVERSAL:
        return _reversal(paid, book)
    return _payment(paid, match, book, homes, corrections or {})


def _unmatched(match: Match) -> Question:
    if match.runner_up_id and match.points:
        return Question(
            "WHICH_CLAIM", "More than one claim fits about equally well; say which one is meant."
        )
    if match.points:
        return Question(
            "NO_CLAIM", "Too little fits the only claim found; say whether it is meant."
        )
    return Question(
        "NO_CLAIM", "No claim of this practice fits: neither a number nor member and charge."
    )


def _reversal(paid: Paid, book: Book) -> Plan | Question:
    """A reversal repeats the first payment with every sign turned; its mirror is booked."""
    original = book.original
    if original is None:
        return Question(
            "NO_ORIGINAL",
            f"It takes back {in_words(-paid.paid_cents)}, but nothing of this claim is posted yet.",
        )
    if (original.charge_cents, original.paid_cents) != (-paid.charge_cents, -paid.paid_cents):
        return Question(
            "REVERSAL_DIFFERS",
            f"It takes back {in_words(-paid.paid_cents)} of {in_words(-paid.charge_cents)}, but"
            f" {in_words(original.paid_cents)} of {in_words(original.charge_cents)} was posted.",
        )
    mirror = tuple(Leg(leg.account, -leg.cents) for leg in original.legs)
    return Plan(mirror, Band.SURE, ("Takes back a payment posted before.",), original.entry_id)


def _payment(
    paid: Paid,
    match: Match,
    book: Book,
    homes: Homes,
    corrections: Mapping[tuple[str, str], Account],
) -> Plan | Question:
    found = [(a, _home(a, homes, corrections)) for a in paid.adjusted]
    stop = first_stop(paid, book, found, corrections)
    if stop:
        return stop
    moved = {Account.SUSPENSE: paid.paid_cents, Account.INSURANCE_RECEIVABLE: -paid.charge_cents}
    for adjusted, home in found:
        assert home is not None
        moved[home.account] = moved.get(home.account, 0) + adjusted.cents
    notes = tuple(_notes(paid, book, found))
    sure = match.band == Band.SURE and not notes
    return Plan(legs_of(moved), Band.SURE if sure else Band.LIKELY, notes)


def _home(
    adjusted: Adjusted, homes: Homes, corrections: Mapping[tuple[str, str], Account]
) -> Home | None:
    chosen = corrections.get(adjusted.pair)
    if chosen is not None:
        return Home(chosen, True, "chosen by a person")
    return homes.get(adjusted.pair)


def _notes(paid: Paid, book: Book, found: list[tuple[Adjusted, Home | None]]) -> Iterable[str]:
    if paid.charge_cents < book.open_cents:
        yield "Answers a part of the claim; the rest stays open."
    told = [f"{a.group}-{a.reason}: {home.words}." for a, home in found if home and not home.sure]
    yield from dict.fromkeys(told)
