"""Reading one 835 transaction into values: its header, its claims and its trailer.

What a segment belongs to follows from what stood before it: the payment, a party, a claim, a
line, or the provider adjustments at the end.
"""

from billing.x12 import balance
from billing.x12.claims835 import Claims835
from billing.x12.delimiters import Delimiters
from billing.x12.elements835 import BadElement, at, provider_adjustments_of
from billing.x12.header835 import Header
from billing.x12.remittance import Gap, ProviderAdjustment, Remittance
from billing.x12.seen835 import Seen835
from billing.x12.tokens import ENVELOPE_NAMES, Body, not_closed

NEEDS_CLAIM = frozenset({"CAS", "SVC", "NM1", "MOA", "MIA", "AMT", "QTY", "LQ"})


class Reader835:
    """Reads one body after another; what it has seen once it need not read again."""

    def __init__(self) -> None:
        self._found: Delimiters | None = None

    def read(
        self, body: Body, found: Delimiters, control: str, version: str, offset: int
    ) -> Remittance:
        """`body` is what follows ST, with its SE. Raises X12Error."""
        if found != self._found:
            self._found, self._seen = found, Seen835(found)
        return _Payment(body, found, self._seen).read(control, version, offset)


class _Payment:
    """One ST being read."""

    def __init__(self, body: Body, found: Delimiters, seen: Seen835) -> None:
        self._body, self._found = body, found
        self._header = Header()
        self._claims = Claims835(body, found, seen)
        self._plb: list[ProviderAdjustment] = []

    def read(self, control: str, version: str, offset: int) -> Remittance:
        place, segments = 0, self._body.segments
        while True:
            e = segments[place].split(self._found.element)
            if e[0] == "CLP":
                place = self._claims.take_claim(place)
                continue
            if e[0] == "SE":
                break
            try:
                self._take(e, place)
            except BadElement as why:
                raise self._claims.wrong(why.code, why.message, place) from None
            place += 1
        if not self._header.has_payment:
            raise self._claims.wrong("MISSING_SEGMENT", "The payment has no BPR.", place)
        return self._finished(control, version, offset, place)

    def _take(self, e: list[str], place: int) -> None:
        """A segment outside any claim."""
        name, claims = e[0], self._claims
        if name in ENVELOPE_NAMES:
            raise not_closed(name, self._body, place)
        if name == "PLB":
            self._plb += provider_adjustments_of(e, self._found.component)
        elif name == "LX":
            claims.batch_provider = ""
        elif name == "TS3":
            claims.batch_provider = at(e, 1)
        elif name in NEEDS_CLAIM:
            raise claims.wrong("OUT_OF_PLACE", f"{name} stands outside any claim.", place)
        elif not claims.claims and self._header.take(e):
            if self._header.has_bad_day:
                self._header.has_bad_day = False
                claims.note_no_day(place)
        elif name != "TS2":
            claims.note_unknown(name, place)

    def _finished(self, control: str, version: str, offset: int, last: int) -> Remittance:
        header, claims = self._header, self._claims
        gaps = list(claims.gaps)
        gap = balance.payment_gap(header.paid_cents, claims.paid_cents, self._plb)
        if gap:
            gaps.append(Gap("payment", "BPR02", gap))
            if balance.sign_looks_inverted(header.paid_cents, claims.paid_cents, self._plb):
                text = "PLB sign looks inverted: the payment balances with every PLB turned round."
                claims.warn("PLB_SIGN", text, last)
        for code, message in header.oddities():
            claims.warn(code, message, 0)
        return Remittance(
            control=control,
            version=version,
            offset=offset,
            claims=tuple(claims.claims),
            provider_adjustments=tuple(self._plb),
            gaps=tuple(gaps),
            warnings=tuple(claims.warnings),
            **header.fields(),
        )
