"""Every event there is: its name, what its ids are, and which room raises it.

A name is `thing.happened` and never changes its meaning; a room that begins to raise something
adds a line here. An event says that something happened and to which rows, and nothing of what
stands in them: who hears of it and may know more reads more.
"""

from dataclasses import dataclass


class UnknownEvent(LookupError):
    """No event bears this name; see the catalogue."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """`subject` is the kind of row its ids name. One that is not `offered` goes out by itself."""

    name: str
    subject: str
    raised_by: str
    words: str
    offered: bool = True


TEST, ENDPOINT_OFF, ENDPOINT_ON = "webhook.test", "webhook.switched_off", "webhook.switched_on"
PMS_HINTED, FILE_DROPPED, MAIL = "pms.hinted", "file.dropped", "mail.arrived"

CATALOGUE: dict[str, EventKind] = {
    kind.name: kind
    for kind in (
        EventKind("era.received", "payment", "remits.clearing", "A payer's payment came in"),
        EventKind("remittance.arrived", "remittance", "remits.posting", "A practice has its share"),
        EventKind("payment.posted", "claim_payment", "remits.posting", "A payment was posted"),
        EventKind("payment.undone", "claim_payment", "remits.posting", "A posting was undone"),
        EventKind("claim.created", "claim", "billing.claims", "A claim was opened"),
        EventKind("claim.changed", "claim", "practices.mirror", "A claim changed"),
        EventKind("claim.batched", "claim", "billing.submission", "A claim went out"),
        EventKind("benefits.changed", "patient", "billing.eligibility", "What a plan pays changed"),
        EventKind(
            "procedure.completed", "procedure", "practices.mirror", "A procedure was completed"
        ),
        EventKind(
            "appointment.scheduled", "appointment", "practices.mirror", "An appointment was made"
        ),
        EventKind(
            "appointment.changed", "appointment", "practices.mirror", "An appointment changed"
        ),
        EventKind("patient.changed", "patient", "practices.mirror", "A patient's data changed"),
        EventKind("desk.item_opened", "desk_item", "practices.desk", "Something waits for you"),
        EventKind(PMS_HINTED, "door", "practices.events", "A practice's system says it changed"),
        EventKind(FILE_DROPPED, "dropped_file", "practices.sync", "An agent brought a file"),
        EventKind(MAIL, "inbound_file", "billing.submission", "A clearinghouse left a remittance"),
        EventKind(ENDPOINT_OFF, "endpoint", "practices.events", "A webhook was switched off"),
        EventKind(ENDPOINT_ON, "endpoint", "practices.events", "A webhook is on again"),
        EventKind(TEST, "endpoint", "practices.events", "A test", offered=False),
    )
}
OFFERED = tuple(kind for kind in CATALOGUE.values() if kind.offered)


def kind_of(name: str) -> EventKind:
    """Raises UnknownEvent."""
    try:
        return CATALOGUE[name]
    except KeyError:
        raise UnknownEvent(name) from None
