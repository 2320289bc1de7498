"""Writing an 835: values to bytes, with any delimiters, all counts right."""

from collections.abc import Iterable, Iterator, Sequence

from billing.x12.delimiters import Delimiters
from billing.x12.remittance import BankAccount, Party, Remittance
from billing.x12.segments import SegmentWriter, day, money
from billing.x12.sending import USUAL, Envelope, Group, interchange
from billing.x12.write_claims import claims_of

__all__ = ["USUAL", "Envelope", "pieces", "write"]

REMITTANCES = Group("HP", "005010X221A1", "835", says_version=False)


def write(
    remittances: Iterable[Remittance], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """One interchange with one group; each remittance is one ST, numbered from 0001.

    Delimiters in names and numbers become spaces. Warnings, gaps and offsets are not written.
    """
    return b"".join(pieces(remittances, envelope, found))


def pieces(
    remittances: Iterable[Remittance], envelope: Envelope, found: Delimiters = USUAL
) -> Iterator[bytes]:
    """The same, a set at a time, for files larger than memory."""
    yield from interchange(remittances, _payment, REMITTANCES, envelope, found)


def _payment(out: SegmentWriter, told: Remittance) -> None:
    out.put(
        "BPR", told.handling, money(told.paid_cents), told.credit_or_debit or "C",
        told.method, told.payment_format, *_account(out, told.from_account), told.originator_id,
        told.originator_supplement, *_account(out, told.to_account), day(told.effective_date),
    )  # fmt: skip
    out.put("TRN", "1", out.text(told.trace), told.trace_originator, told.trace_supplement)
    if told.currency:
        out.put("CUR", "PR", told.currency)
    out.references("REF", told.references)
    out.days(told.days)
    for party in (told.payer, told.payee):
        if party is not None:
            _party(out, party)
    if told.delivery:
        out.put("RDM", *map(out.text, told.delivery))
    claims_of(out, told)
    _provider_adjustments(out, told)


def _account(out: SegmentWriter, account: BankAccount | None) -> Sequence[str]:
    if account is None:
        return ("", "", "", "")
    parts = (account.bank_qualifier, account.bank, account.account_qualifier, account.account)
    return [out.text(part) for part in parts]


def _party(out: SegmentWriter, party: Party) -> None:
    out.put("N1", party.entity, out.text(party.name), party.id_qualifier, out.text(party.id))
    if party.address:
        out.put("N3", *map(out.text, party.address))
    if party.city or party.state or party.postal_code or party.country:
        out.put("N4", *map(out.text, (party.city, party.state, party.postal_code, party.country)))
    out.references("REF", party.references)
    out.contacts(party.contacts)


def _provider_adjustments(out: SegmentWriter, told: Remittance) -> None:
    """Neighbours of one provider and period share a PLB, up to six pairs."""
    head, pairs = ("", ""), list[str]()
    for adjustment in told.provider_adjustments:
        opening = (out.text(adjustment.provider), day(adjustment.period_end))
        if pairs and (opening != head or len(pairs) == 12):
            out.put("PLB", *head, *pairs)
            pairs = []
        head = opening
        pairs += [
            out.composite(adjustment.reason, out.text(adjustment.reference)),
            money(adjustment.cents),
        ]
    if pairs:
        out.put("PLB", *head, *pairs)
