"""The loop of a dental claim: CLM (2300) with what stands under it."""

from billing.x12 import takers
from billing.x12.covers837 import OTHER_SUBSCRIBER
from billing.x12.dental_claim import DentalClaim
from billing.x12.dental_parts import Attachment, Orthodontics, ToothStatus
from billing.x12.elements import Elements
from billing.x12.lines837 import LINE, contract
from billing.x12.nodes import Kind, Node
from billing.x12.party_takers import PARTY


def _claim(node: Node, e: Elements) -> None:
    """CLM."""
    place, place_qualifier, frequency = e.parts(5, 3)
    *causes, state, country = e.parts(11, 5)
    node.tell(
        patient_control_number=e.at(1),
        charge_cents=e.cents(2),
        place=place,
        place_qualifier=place_qualifier,
        frequency=frequency,
        signature=e.at(6),
        accepts_assignment=e.at(7),
        benefits_assigned=e.at(8),
        release=e.at(9),
        related_causes=tuple(cause for cause in causes if cause),
        accident_state=state,
        accident_country=country,
        special_program=e.at(12),
        predetermination_code=e.at(19),
        delay_reason=e.at(20),
    )


def _orthodontics(node: Node, e: Elements) -> None:
    """DN1."""
    takers.once(node, e, "orthodontics")
    told = Orthodontics(e.whole_number(1), e.whole_number(2), e.at(3), e.at(4))
    node.tell(orthodontics=told)


def _tooth_status(node: Node, e: Elements) -> None:
    """DN2."""
    node.add("tooth_status", ToothStatus(e.at(1), e.at(2), e.at(6)))


def _attachment(node: Node, e: Elements) -> None:
    """PWK; PWK05 only says that PWK06 is a control number."""
    e.expects(5, "AC")
    node.add("attachments", Attachment(e.at(1), e.at(2), e.at(6), e.at(7)))


CLAIM = Kind(
    DentalClaim,
    opening=_claim,
    takers=PARTY
    | {
        "DTP": takers.dates("dates"),
        "DN1": _orthodontics,
        "DN2": _tooth_status,
        "PWK": _attachment,
        "CN1": contract,
        "AMT": takers.amount,
        "K3": takers.fixed_text,
        "NTE": takers.note,
        "HI": takers.diagnoses,
        "HCP": takers.whole("pricing"),
    },
    opens={"SBR": ("other_subscribers", OTHER_SUBSCRIBER), "LX": ("lines", LINE)},
)
