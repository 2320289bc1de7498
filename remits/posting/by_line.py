"""Line by line: what the payer says of each service beside what would be booked of it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from billing.ledger.accounts import Account
from remits.clearing.answer import Answer, AnswerLine, Cut
from remits.clearing.words import reason_words, remarks_in_words
from remits.matching.lines import How, OurLine, Pair, pair_lines
from remits.posting.homes import HOMES
from remits.posting.values import in_words

DEDUCTIBLE, COPAY = frozenset({"1", "66"}), frozenset({"2", "3"})
WRITE_OFFS = frozenset({Account.CONTRACT_WRITE_OFF, Account.ADMINISTRATIVE_WRITE_OFF})


@dataclass(frozen=True, slots=True)
class CutShown:
    """An adjustment: what the payer calls it, and where it would be booked."""

    name: str
    cents: int
    means: str
    account: Account | None
    words: str
    chosen: bool

    @property
    def goes_to(self) -> str:
        return self.account.label if self.account else "Nobody's yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One service: on the left what the payer says, on the right what would be booked of it.

    charge = paid + written off + patient + other, on every line that adds up.
    """

    what: str
    label: str
    where: str
    served_on: date | None
    charge_cents: int | None
    allowed_cents: int | None
    deductible_cents: int
    copay_cents: int
    paid_cents: int | None
    cuts: tuple[CutShown, ...]
    remarks: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    answered: bool = True

    @property
    def write_off_cents(self) -> int:
        return sum(cut.cents for cut in self.cuts if cut.account in WRITE_OFFS)

    @property
    def patient_cents(self) -> int:
        return sum(cut.cents for cut in self.cuts if cut.account is Account.PATIENT_RECEIVABLE)

    @property
    def other_cents(self) -> int:
        """To work, between payers, or with nobody yet."""
        return sum(cut.cents for cut in self.cuts) - self.write_off_cents - self.patient_cents

    @property
    def gap_cents(self) -> int:
        """Nothing to compare where the payer gave no charge: an adjustment of the whole claim."""
        if self.charge_cents is None:
            return 0
        return self.charge_cents - (self.paid_cents or 0) - sum(cut.cents for cut in self.cuts)


@dataclass(frozen=True, slots=True)
class Totals:
    charge_cents: int
    paid_cents: int
    write_off_cents: int
    patient_cents: int
    other_cents: int


def lines_shown(
    answer: Answer, ours: Sequence[OurLine], corrections: Mapping[str, str]
) -> list[LineShown]:
    """Every line as the payer answered it beside ours, then what belongs to the whole claim."""
    shown = [_line(pair, corrections) for pair in pair_lines(ours, answer.lines)]
    if not answer.lines:
        return [_whole(answer, corrections, answer.charge_cents, answer.paid_cents)]
    if answer.cuts or answer.remarks:
        shown.append(_whole(answer, corrections, None, None))
    return shown


def _line(pair: Pair, corrections: Mapping[str, str]) -> LineShown:
    if pair.theirs is None:
        assert pair.ours is not None
        return _unanswered(pair.ours)
    line, ours = pair.theirs, pair.ours
    return LineShown(
        what=line.code,
        label=ours.label if ours else "",
        where=_where(ours),
        served_on=line.served_on or (ours.served_on if ours else None),
        charge_cents=line.charge_cents,
        allowed_cents=_allowed(line),
        deductible_cents=_patient_part(line.cuts, DEDUCTIBLE),
        copay_cents=_patient_part(line.cuts, COPAY),
        paid_cents=line.paid_cents,
        cuts=tuple(_cut(cut, corrections) for cut in line.cuts),
        remarks=tuple(remarks_in_words(line.remarks)),
        marks=tuple(_marks(pair)),
    )


def _unanswered(ours: OurLine) -> LineShown:
    return LineShown(
        what=ours.code,
        label=ours.label,
        where=_where(ours),
        served_on=ours.served_on,
        charge_cents=None,
        allowed_cents=None,
        deductible_cents=0,
        copay_cents=0,
        paid_cents=None,
        cuts=(),
        remarks=(),
        marks=(f"asked for {in_words(ours.charge_cents)}, not answered here",),
        answered=False,
    )


def _whole(
    answer: Answer,
    corrections: Mapping[str, str],
    charge_cents: int | None,
    paid_cents: int | None,
) -> LineShown:
    return LineShown(
        what="Whole claim",
        label="",
        where="",
        served_on=None,
        charge_cents=charge_cents,
        allowed_cents=None,
        deductible_cents=_patient_part(answer.cuts, DEDUCTIBLE),
        copay_cents=_patient_part(answer.cuts, COPAY),
        paid_cents=paid_cents,
        cuts=tuple(_cut(cut, corrections) for cut in answer.cuts),
        remarks=tuple(remarks_in_words(answer.remarks)),
        marks=(),
    )


def _where(ours: OurLine | None) -> str:
    return " ".join(filter(None, [ours.tooth, ours.surfaces])) if ours else ""


def _allowed(line: AnswerLine) -> int:
    """As told (AMT B6); else what was paid and what the plan leaves to the patient of it."""
    if line.allowed_cents is not None:
        return line.allowed_cents
    return line.paid_cents + _patient_part(line.cuts, DEDUCTIBLE | COPAY)


def _patient_part(cuts: Iterable[Cut], reasons: frozenset[str]) -> int:
    return sum(cut.cents for cut in cuts if cut.group == "PR" and cut.reason in reasons)


def _marks(pair: Pair) -> Iterator[str]:
    """What a person should see before believing that this line answers ours."""
    line, ours = pair.theirs, pair.ours
    assert line is not None
    if line.submitted_code and line.submitted_code != line.code:
        yield f"sent as {line.submitted_code}"
    elif ours and ours.code != line.code:
        yield f"we sent {ours.code}"
    if ours and ours.served_on and line.served_on not in {None, ours.served_on}:
        yield f"we did it on {ours.served_on:%b} {ours.served_on.day}"
    if ours and abs(line.charge_cents) != ours.charge_cents:
        yield f"we charged {in_words(ours.charge_cents)}"
    if pair.how is How.LEFT:
        yield "no line number; the only one left that fits"
    if pair.how is How.TIE:
        yield "no line number; equal lines cannot be told apart"


def _cut(cut: Cut, corrections: Mapping[str, str]) -> CutShown:
    name = f"{cut.group}-{cut.reason}"
    home = HOMES.get((cut.group, cut.reason))
    chosen = corrections.get(name)
    if chosen:
        account: Account | None = Account(chosen)
        words = "chosen by a person"
    else:
        account = home.account if home else None
        words = home.words if home else "no rule knows it"
    return CutShown(name, cut.cents, reason_words(cut.reason), account, words, bool(chosen))


def totals(answer: Answer, lines: Sequence[LineShown]) -> Totals:
    return Totals(
        answer.charge_cents,
        answer.paid_cents,
        sum(line.write_off_cents for line in lines),
        sum(line.patient_cents for line in lines),
        sum(line.other_cents for line in lines),
    )
