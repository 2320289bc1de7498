"""What a payer said of a claim, as the claim to the next payer repeats it. Pure."""

import msgspec

Cut = tuple[str, str, int]


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """Of one line, by our number, or of the whole claim (`number` None): cents as in the file.

    A line that cannot be told apart has number 0 and its code.

    `cuts` are group, reason and cents, positive where they lower the payment.
    """

    number: int | None
    paid_cents: int
    patient_cents: int
    cuts: tuple[Cut, ...] = ()
    code: str = ""
    units: str = ""
