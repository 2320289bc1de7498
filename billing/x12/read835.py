"""Reading one 835 transaction into values: its header, its claims and its trailer.

What a segment belongs to follows from what stood before it: the payment, a party, a claim, a
line, or the provider adjustments at the end.
"""

from billing.x12 import balance
from billing.x12.body import ENVELOPE_NAMES, Body, not_closed
from billing.x12.claims835 import Claims835, Seen
from billing.x12.delimiters import Delimiters
from billing.x12.details835 import unknown
from billing.x12.elements835 import BadElement, at, provider_adjustments_of
from billing.x12.errors import X12Error
from billing.x12.header835 import Header
from billing.x12.remittance import Gap, ProviderAdjustment, Remittance
from billing.x12.seen835 import CLAIMS_MAX, TEXT_REMEMBERED_MAX

NEEDS_CLAIM = frozenset({"CLP", "CAS", "SVC", "NM1", "MOA", "MIA", "AMT", "QTY", "LQ"})
OF_PARTIES = frozenset({"N1", "N3", "N4", "REF", "PER", "LX", "TS3"})
PARTIES_MAX = 1_000


class Reader835:
    """Reads one body after another; what it has seen once it need not read again."""

    def __init__(self) -> None:
        self._found: Delimiters | None = None

    def read(
        self, body: Body, found: Delimiters, control: str, version: str, offset: int
    ) -> Remittance:
        """`body` is what follows ST, with its SE. Raises X12Error."""
        if found != self._found:
            self._found, self._seen = found, Seen(found)
        return _Payment(body, found, self._seen).read(control, version, offset)


class _Payment:
    """One ST being read; `place` and `at` say where in the body we are."""

    def __init__(self, body: Body, found: Delimiters, seen: Seen) -> None:
        self._body, self._found, self._seen = body, found, seen
        self._header = Header()
        self._claims = Claims835(body, found, seen)
        self._plb: list[ProviderAdjustment] = []
        self._place = self._at = 0

    def read(self, control: str, version: str, offset: int) -> Remittance:
        terminator, element = self._found.terminator, self._found.element
        head, *claims = self._body.text.split(f"{terminator}CLP{element}")
        if len(claims) > CLAIMS_MAX:
            raise self._wrong("TOO_MANY", f"A payment has over {CLAIMS_MAX:,} claims.")
        self._take_head(head)
        trailer = ""
        if claims:
            claims[-1], trailer = self._without_trailer(claims[-1])
        following = 0
        while following < len(claims):
            following, self._place, self._at = self._claims.take_usual(
                claims, following, self._place, self._at
            )
            if following < len(claims):
                self._take_with_care(claims[following])
                following += 1
        if trailer:
            self._take_all(trailer.split(terminator))
        self._body.has_been_read(self._place)
        if not self._header.has_payment:
            raise self._claims.wrong("MISSING_SEGMENT", "The payment has no BPR.", 0, 0)
        return self._finished(control, version, offset)

    def _take_head(self, text: str) -> None:
        """The payment, then its parties, who stand alike before all payments of one payer."""
        terminator, element = self._found.terminator, self._found.element
        money, opened, parties = text.partition(f"{terminator}N1{element}")
        self._take_all(money.split(terminator))
        if not opened:
            return
        segments = f"N1{element}{parties}".split(terminator)
        known = self._seen.parties.get(parties)
        if known is None:
            self._take_all(segments)
            if len(parties) <= TEXT_REMEMBERED_MAX and self._are_parties(segments):
                self._remember(parties)
        else:
            self._header.parties, self._claims.batch_provider = list(known[0]), known[1]
            self._place += len(segments)
            self._at += sum(map(len, segments)) + len(segments) * len(terminator)

    def _are_parties(self, segments: list[str]) -> bool:
        return all(raw.split(self._found.element, 1)[0] in OF_PARTIES for raw in segments)

    def _remember(self, parties: str) -> None:
        if len(self._seen.parties) >= PARTIES_MAX:
            self._seen.parties.clear()
        self._seen.parties[parties] = list(self._header.parties), self._claims.batch_provider

    def _take_with_care(self, text: str) -> None:
        terminator = self._found.terminator
        others = self._claims.take(text, self._place, self._at)
        self._place += text.count(terminator) + 1 - len(others)
        self._at += len(f"CLP{self._found.element}{text}{terminator}")
        if others:
            self._at -= sum(map(len, others)) + len(others) * len(terminator)
            self._take_all(others)

    def _without_trailer(self, text: str) -> tuple[str, str]:
        """The last claim by itself, and what follows it: PLB and SE, where they stand as usual."""
        terminator, element = self._found.terminator, self._found.element
        for name in ("PLB", "SE"):
            claim, mark, rest = text.partition(f"{terminator}{name}{element}")
            if mark:
                return claim, f"{name}{element}{rest}"
        return text, ""

    def _take_all(self, segments: list[str]) -> None:
        """Segments outside any claim."""
        for raw in segments:
            try:
                self._take(raw.split(self._found.element))
            except BadElement as why:
                raise self._wrong(why.code, why.message) from None
            self._place += 1
            self._at += len(raw) + len(self._found.terminator)

    def _take(self, e: list[str]) -> None:
        name, claims, header = e[0], self._claims, self._header
        if name in ENVELOPE_NAMES:
            where = self._body.offset(self._place, self._at), self._body.ordinal(self._place)
            raise not_closed(name, *where)
        if name == "PLB":
            self._plb += provider_adjustments_of(e, self._found.component)
        elif name == "LX":
            claims.batch_provider = ""
        elif name == "TS3":
            claims.batch_provider = at(e, 1)
        elif name in NEEDS_CLAIM:
            raise BadElement("OUT_OF_PLACE", f"{name} stands outside any claim.")
        elif not claims.claims and header.take(e):
            if header.has_bad_day:
                header.has_bad_day = False
                claims.warn("NO_DAY", f"{name} names no day.", self._place, self._at)
        elif name not in {"TS2", "SE"}:
            note = unknown(name, 0)
            claims.warn(note.code, note.message, self._place, self._at)

    def _wrong(self, code: str, message: str) -> X12Error:
        return self._claims.wrong(code, message, self._place, self._at)

    def _finished(self, control: str, version: str, offset: int) -> Remittance:
        header, claims = self._header, self._claims
        gaps = list(claims.gaps)
        gap = balance.payment_gap(header.paid_cents, claims.paid_cents, self._plb)
        if gap:
            gaps.append(Gap("payment", "BPR02", gap))
            if balance.sign_looks_inverted(header.paid_cents, claims.paid_cents, self._plb):
                text = "PLB sign looks inverted: the payment balances with every PLB turned round."
                claims.warn("PLB_SIGN", text, 0, 0)
        for code, message in header.oddities():
            claims.warn(code, message, 0, 0)
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
