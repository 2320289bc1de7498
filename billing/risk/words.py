"""What a feature is called on a page. Pure."""

from billing.scrub.families import FAMILIES

SEVERITIES = {"hold": "holds", "warn": "to look at", "info": "to know"}
OWN = {
    "code.full_series": "A full series or panoramic image",
    "code.exams": "An exam",
    "code.root_canals": "A root canal",
    "code.build_ups": "A build-up",
    "fee.below_hundred": "Charge below $100",
    "fee.hundreds": "Charge of $100 to $300",
    "fee.middle": "Charge of $300 to $800",
    "fee.high": "Charge of $800 to $2,000",
    "fee.highest": "Charge of $2,000 and more",
    "lines.many": "More than three services",
    "payer.unknown": "Payer of no known family",
    "rank.later": "Not the first payer",
    "age.unknown": "Patient's age unknown",
    "late.week": "Sent within a week of service",
    "late.month": "Sent within a month of service",
    "late.quarter": "Sent one to three months after service",
    "late.half_year": "Sent three to six months after service",
    "late.longer": "Sent more than six months after service",
    "filing.near": "The payer's filing limit is near",
    "filing.over": "The payer's filing limit has passed",
    "enclosure.present": "Something is enclosed",
    "enclosure.wanted": "An enclosure is usually wanted and is not there",
    "narrative.present": "A narrative goes with it",
    "past.share": "How often this payer denied the code before",
    "past.none": "This payer never answered to the code before",
    "past.low": "This payer rarely denied the code before",
    "past.usual": "This payer denied the code as often as usual",
    "past.high": "This payer often denied the code before",
    "past.very_high": "This payer denied the code very often before",
    "finding.any.hold": "Each finding that holds it, up to three",
    "finding.any.warn": "Each finding to look at, up to three",
}
KINDS = {"code": "On it:", "class": "Kind of service:", "payer": "Payer's family:", "age": "Age:"}


def words_of(name: str) -> str:
    """In words of our own, for every name `features_of` can give."""
    if name in OWN:
        return OWN[name]
    kind, *rest = name.split(".")
    if kind == "finding":
        family = FAMILIES.get(rest[0], "A rule of the group")
        return f"Found: {family}, {SEVERITIES.get(rest[-1], rest[-1])}"
    return f"{KINDS.get(kind, kind)} {rest[-1].replace('_', ' ')}"
