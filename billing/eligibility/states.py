"""How far an inquiry is, and how a record of benefits stands. Pure."""

from enum import StrEnum


class InquiryState(StrEnum):
    """The value is stored; never rename one."""

    DUE = "due"
    SENT = "sent"
    ANSWERED = "answered"
    INACTIVE = "inactive"
    NOT_FOUND = "not_found"
    PAYER_DOWN = "payer_down"
    NEEDS_PERSON = "needs_person"

    @property
    def label(self) -> str:
        return INQUIRY_LABELS[self]


INQUIRY_LABELS = {
    InquiryState.DUE: "To be asked",
    InquiryState.SENT: "Being asked",
    InquiryState.ANSWERED: "Answered",
    InquiryState.INACTIVE: "Not active",
    InquiryState.NOT_FOUND: "Not found",
    InquiryState.PAYER_DOWN: "Payer does not answer",
    InquiryState.NEEDS_PERSON: "Needs a person",
}
# Those that are asked again by themselves once their time has come.
OPEN = (InquiryState.DUE, InquiryState.PAYER_DOWN)


class RecordState(StrEnum):
    """One record of a cover is current; a quarantined one waits beside it and is not used."""

    CURRENT = "current"
    QUARANTINED = "quarantined"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
