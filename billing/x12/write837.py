"""Writing an 837D: submissions to bytes, with any delimiters, levels and counts right."""

from collections.abc import Iterable

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.delimiters import Delimiters
from billing.x12.levels import Levels
from billing.x12.segments import SegmentWriter, day
from billing.x12.sending import USUAL, Envelope, Group, interchange
from billing.x12.submission import VERSION_837D, BillingProvider, Patient, Submission, Subscriber
from billing.x12.write_covers import cover
from billing.x12.write_dental_claim import claim

DENTAL = Group("HC", VERSION_837D, "837")
PROVIDER, SUBSCRIBER, PATIENT = "20", "22", "23"


def write837(
    submissions: Iterable[Submission], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """One interchange with one group; each submission is one ST, numbered from 0001.

    Delimiters in names, numbers and texts become spaces; letters stay as they are. What tells
    of a file that was read (control, version, warnings …) is not written. Amounts are written
    as given: that CLM02 is the sum of its lines is for whoever makes claims.
    """
    return b"".join(interchange(submissions, _submission, DENTAL, envelope, found))


def _submission(out: SegmentWriter, told: Submission) -> None:
    out.put(
        "BHT", told.structure, told.purpose, out.text(told.reference), day(told.created_on),
        told.created_time, told.kind,
    )  # fmt: skip
    parts.others(out, told.others)
    for party in (told.submitter, told.receiver, *told.parties):
        parties.party_unless_absent(out, party)
    levels = Levels(out)
    for provider in told.providers:
        _provider(out, levels, provider)


def _provider(out: SegmentWriter, levels: Levels, told: BillingProvider) -> None:
    number = levels.put("", PROVIDER, told.subscribers)
    if told.taxonomy:
        out.put("PRV", "BI", "PXC", out.text(told.taxonomy))
    if told.currency:
        out.put("CUR", "85", told.currency)
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.party)
    for party in (told.pay_to, told.pay_to_plan, *told.parties):
        if party is not None:
            parties.party(out, party)
    for subscriber in told.subscribers:
        _subscriber(out, levels, number, subscriber)


def _subscriber(out: SegmentWriter, levels: Levels, parent: str, told: Subscriber) -> None:
    number = levels.put(parent, SUBSCRIBER, told.patients)
    cover(out, told)
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.person)
    parties.party_unless_absent(out, told.payer)
    parties.parties(out, told.parties)
    for one in told.claims:
        claim(out, one)
    for patient in told.patients:
        _patient(out, levels, number, patient)


def _patient(out: SegmentWriter, levels: Levels, parent: str, told: Patient) -> None:
    levels.put(parent, PATIENT, ())
    out.put("PAT", told.relationship)
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.person)
    parties.parties(out, told.parties)
    for one in told.claims:
        claim(out, one)
