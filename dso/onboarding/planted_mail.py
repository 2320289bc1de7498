"""The remittances that carry the planted problems. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from msgspec import structs

from billing.x12.remittance import Claim, Remittance
from dso.onboarding.cases import Cut, LineVerdict, Verdict, denial
from dso.onboarding.group import INSURERS, SITES_BY_ID
from dso.onboarding.history import Stage
from dso.onboarding.mail import CLEARINGHOUSE, OTHER_CLEARINGHOUSE, EraFile, paid_on
from dso.onboarding.planted_claims import planted
from dso.onboarding.replies import (
    all_in_one_cut,
    corrected,
    payer_number,
    payment,
    reply,
    reversal,
    with_line,
)
from dso.onboarding.sheet import Sheet

GAP_CENTS, CORRECTION_CENTS, INTEREST_CENTS, REFUNDED_CENTS = 12_00, 40_00, 3_17, 55_00
LETTER_CENTS, SHORT_CENTS, DOWNCODED_BY_CENTS = 210_00, 96_50, 57_60
FOREIGN_PLACE, FOREIGN_TAX_ID = 900, "009999999"
FIRST_CONTROL = 500
SIX = (
    ("72", "REFUND-1", -80_00),
    ("WO", "LETTER-5", 80_00),
    ("L6", "INTEREST-9", -2_41),
    ("CS", "ADJUST-4", 15_00),
    ("90", "EARLY-2", 6_00),
    ("WO", "LETTER-7", 44_10),
)
Told = Iterator[tuple[str, Remittance]]


def planted_mail(today: date) -> tuple[EraFile, ...]:
    """In the order they come; every file that `problems.PROBLEMS` names is here."""
    sheet = Sheet(planted(today), paid_on(Stage.NEWEST, today))
    told = [one for chapter in CHAPTERS for one in chapter(sheet)]
    return tuple(
        _file(key, remittance, sheet, FIRST_CONTROL + place)
        for place, (key, remittance) in enumerate(told)
    )


def _file(key: str, remittance: Remittance, sheet: Sheet, control: int) -> EraFile:
    return EraFile(
        name=f"{sheet.paid_on:%Y-%m-%d}_{key}.835",
        stage=Stage.NEWEST,
        remittances=(remittance,),
        sender=OTHER_CLEARINGHOUSE if key == "other_route_again" else CLEARINGHOUSE,
        # Byte for byte the same file: its control number too.
        control=FIRST_CONTROL - 1 if key.startswith("same_file") else control,
    )


def _came_twice(sheet: Sheet) -> Told:
    yield "unbalanced", sheet.pay("unbalanced", off_by_cents=GAP_CENTS)
    yield "same_file", sheet.pay("same_file")
    yield "same_file_again", sheet.pay("same_file")
    yield "other_route", sheet.pay("other_route")
    yield "other_route_again", sheet.pay("other_route")
    yield "alike", sheet.pay("alike")
    yield "alike_again", sheet.pay("alike", [sheet.answer("alike_other")])


def _thought_again(sheet: Sheet) -> Told:
    """Reversals meet what the earlier mail paid; each correction pays 40.00 more."""
    for key, correction_comes_first in (("reversed_first", False), ("corrected_first", True)):
        pair = [_turned(sheet, key), _corrected(sheet, key)]
        yield key, sheet.pay(key, pair[::-1] if correction_comes_first else pair)
    key = "reversed_apart"
    paid_cents, reference = sheet.verdict(key).paid_cents, payer_number(sheet.case(key))
    # Reversed but not yet taken, so that no payment is negative; taken with the correction.
    announced = sheet.withheld(key, "WO", reference, -paid_cents)
    taken = sheet.withheld(key, "WO", reference, paid_cents)
    yield key, sheet.pay(key, [_turned(sheet, key)], withheld=[announced])
    correction = [_corrected(sheet, key)]
    yield f"{key}_later", sheet.pay(key, correction, withheld=[taken], again="B")


def _turned(sheet: Sheet, key: str) -> Claim:
    return reversal(sheet.case(key), sheet.verdict(key))


def _corrected(sheet: Sheet, key: str) -> Claim:
    return reply(sheet.case(key), corrected(sheet.verdict(key), -CORRECTION_CENTS))


def _withheld(sheet: Sheet) -> Told:
    letter = sheet.withheld(
        "letter_new", "WO", sheet.case("letter_old").control_number, LETTER_CENTS
    )
    yield "letter", sheet.pay("letter_new", withheld=[letter])
    yield from _carried(sheet)
    refund = [
        sheet.withheld("wash", "72", "REFUND-OAK", -REFUNDED_CENTS),
        sheet.withheld("wash", "WO", "REFUND-OAK", REFUNDED_CENTS),
    ]
    yield "wash", sheet.pay("wash", withheld=refund)
    interest = sheet.withheld("interest", "L6", "INTEREST-HAR", -INTEREST_CENTS)
    yield "interest", sheet.pay("interest", withheld=[interest])
    yield "six", sheet.pay("six", withheld=[sheet.withheld("six", *pair) for pair in SIX])
    owed = sheet.withheld("short_a", "WO", sheet.case("short_b").control_number, SHORT_CENTS)
    yield "short", sheet.pay("short_a", withheld=[owed])


def _carried(sheet: Sheet) -> Told:
    """What was reversed exceeds what is paid, twice in a row; both payments are zero."""
    owed_cents = sheet.verdict("carry_reversed").paid_cents - sheet.verdict("carry_now").paid_cents
    left_cents = owed_cents - sheet.verdict("carry_next").paid_cents
    yield (
        "carry",
        sheet.pay(
            "carry_now",
            [_turned(sheet, "carry_reversed"), sheet.answer("carry_now")],
            withheld=[sheet.withheld("carry_now", "FB", "CARRY-1", -owed_cents)],
        ),
    )
    yield (
        "carry_next",
        sheet.pay(
            "carry_next",
            withheld=[
                sheet.withheld("carry_next", "FB", "CARRY-1", owed_cents),
                sheet.withheld("carry_next", "FB", "CARRY-2", -left_cents),
            ],
        ),
    )


def _adjusted(sheet: Sheet) -> Told:
    """Odd adjustments: what each should become is in `problems`."""
    yield "no_remark", sheet.pay("no_remark")
    first, second = sheet.verdict("bundled").lines
    refused = LineVerdict(second.service, 0, (Cut("CO", "97", second.service.fee_cents),))
    bundled = reply(sheet.case("bundled"), Verdict((first, refused)))
    yield "bundled", sheet.pay("bundled", [bundled])
    lower = reply(
        sheet.case("downcoded"), corrected(sheet.verdict("downcoded"), DOWNCODED_BY_CENTS)
    )
    lower = with_line(lower, 0, code="D2140", submitted_code="D2392")
    yield "downcoded", sheet.pay("downcoded", [lower])
    yield "second_right", sheet.pay("second_right:2")
    wrong = all_in_one_cut(sheet.verdict("second_wrong:2"), "CO", "45")
    yield "second_wrong", sheet.pay("second_wrong:2", [reply(sheet.case("second_wrong:2"), wrong)])
    unknown = all_in_one_cut(sheet.verdict("no_home"), "PI", "204")
    yield "no_home", sheet.pay("no_home", [reply(sheet.case("no_home"), unknown)])


def _odd_answers(sheet: Sheet) -> Told:
    case = sheet.case("estimate")
    asked = replace(case, control_number=f"EST-{case.control_number}")
    estimate = reply(asked, denial(asked, "OA", "101"), status="25")
    yield "estimate", sheet.pay("estimate", [sheet.answer("estimate"), estimate])
    parts = [Verdict((line,)) for line in sheet.verdict("in_parts").lines]
    yield "in_parts", sheet.pay("in_parts", [reply(sheet.case("in_parts"), one) for one in parts])
    yield "twins", sheet.pay("twins", [with_line(sheet.answer("twins"), 1, is_numbered=False)])
    nothing = denial(sheet.case("zero"), "PR", "1")
    yield "zero", sheet.pay("zero", [reply(sheet.case("zero"), nothing)])
    yield "html", sheet.pay("html")


def _not_ours(sheet: Sheet) -> Told:
    yield "whose", _to_the_tax_id(sheet.pay("whose_a"))
    elsewhere = replace(
        SITES_BY_ID["harbor_point"],
        name="Elsewhere Dental",
        place=FOREIGN_PLACE,
        tax_id=FOREIGN_TAX_ID,
    )
    case = replace(sheet.case("zero"), control_number="ELSE-0001")
    claim = reply(case, sheet.verdict("zero"))
    trace = "TESTELSEWHERE"
    yield (
        "foreign",
        payment(INSURERS["metlife"], elsewhere, [claim], trace=trace, paid_on=sheet.paid_on),
    )


CHAPTERS: tuple[Callable[[Sheet], Told], ...] = (
    _came_twice,
    _thought_again,
    _withheld,
    _adjusted,
    _odd_answers,
    _not_ours,
)


def _to_the_tax_id(told: Remittance) -> Remittance:
    """The payee named by tax ID alone, which two practices share."""
    assert told.payee is not None
    payee = structs.replace(told.payee, id_qualifier="FI", id=told.payee_tax_id)
    return structs.replace(told, payee=payee)
