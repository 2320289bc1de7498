"""From one claim payment to ledger lines, or to the question a person must answer. Pure."""

import uuid
from collections.abc import Iterable, Mapping

import msgspec

from billing.ledger.accounts import Account, Leg, legs_of
from remits.matching.score import Band, Match
from remits.posting.homes import HOMES, NEED_A_REMARK, VERSION, Home, Homes

RULE_VERSION = f"plan-1/{VERSION}"
REVERSAL, PREDETERMINATION = "22", "25"
CONTRACT = ("CO", "45")


class Adjusted(msgspec.Struct, frozen=True):
    """One CAS triple, wherever in the claim it stood."""

    group: str
    reason: str
    cents: int
    has_remark: bool

    @property
    def pair(self) -> tuple[str, str]:
        return self.group, self.reason


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """What a payer says of one claim: charge = paid + adjusted, by the 835's own rule."""

    status: str
    charge_cents: int
    paid_cents: int
    adjusted: tuple[Adjusted, ...]


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """What our books say of the claim a payment answers.

    `open_cents` is what insurance still owes by the ledger, reversals that wait in the same
    remittance counted as done. `original` is what a reversal would take back.
    """

    claim_id: uuid.UUID
    rank: int
    charge_cents: int
    open_cents: int
    original: "Original | None" = None


class Original(msgspec.Struct, frozen=True):
    """The posted payment a reversal mirrors."""

    claim_payment_id: uuid.UUID
    entry_id: uuid.UUID
    charge_cents: int
    paid_cents: int
    legs: tuple[Leg, ...]


class Plan(msgspec.Struct, frozen=True):
    """Ledger lines that sum to zero, with what a person should know before approving."""

    legs: tuple[Leg, ...]
    band: Band
    notes: tuple[str, ...] = ()
    reverses_entry_id: uuid.UUID | None = None

    @property
    def is_denial(self) -> bool:
        moved = {leg.account: leg.cents for leg in self.legs}
        return Account.DENIED_RECEIVABLE in moved and not moved.get(Account.SUSPENSE)


class Question(msgspec.Struct, frozen=True):
    """Why a person has to look: a code that is counted and a sentence that is read."""

    code: str
    text: str


class NoMoney(msgspec.Struct, frozen=True):
    """An estimate: it moves nothing, now or later."""


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
    stop = _first_stop(paid, book, found, corrections)
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


def _first_stop(
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


def _notes(paid: Paid, book: Book, found: list[tuple[Adjusted, Home | None]]) -> Iterable[str]:
    if paid.charge_cents < book.open_cents:
        yield "Answers a part of the claim; the rest stays open."
    told = [f"{a.group}-{a.reason}: {home.words}." for a, home in found if home and not home.sure]
    yield from dict.fromkeys(told)


def in_words(cents: int) -> str:
    """`1,234.56`; a sentence says the sign itself."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
