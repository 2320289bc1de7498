"""Service types of a 271 and classes of service, the one from the other. Pure.

`xray` is a class of payers alone: a code that has none of its own answers is looked up under the
wider class. "" stands for all dental services.
"""

from billing.coding.facts import facts_of

ALL_TYPES = frozenset({"35", "30"})
TYPE_CLASSES = {
    "35": "", "30": "", "23": "diagnostic", "4": "xray", "5": "diagnostic", "41": "preventive",
    "25": "restorative", "26": "endodontics", "24": "periodontics", "36": "crowns",
    "39": "prosthodontics", "40": "oral-surgery", "38": "orthodontics", "28": "adjunctive",
    "27": "maxillofacial", "37": "accident",
}  # fmt: skip
CLASS_TYPES = {name: kind for kind, name in reversed(TYPE_CLASSES.items()) if name}
BASIC = frozenset({"restorative", "endodontics", "periodontics", "oral-surgery"})
MAJOR = frozenset({"crowns", "prosthodontics"})
EARLY = frozenset({"diagnostic", "preventive", "xray"})
_PROSTHODONTICS = frozenset({"prosthodontics-fixed", "prosthodontics-removable", "implants"})
XRAYS = ("D0210", "D0391")
CROWNS = ("D2510", "D2799")


def class_of_type(service_type: str) -> str | None:
    """None for a service type that is not dental."""
    return TYPE_CLASSES.get(service_type)


def classes_of(code: str) -> tuple[str, ...]:
    """What a code belongs to, the narrowest first; () for a code we know nothing of."""
    facts = facts_of(code)
    if facts is None:
        return ()
    if facts.service_class in _PROSTHODONTICS:
        return ("prosthodontics", facts.service_class)
    if XRAYS[0] <= code <= XRAYS[1]:
        return ("xray", facts.service_class)
    if CROWNS[0] <= code <= CROWNS[1]:
        return ("crowns", facts.service_class)
    return (facts.service_class,)


def type_of(code: str) -> str:
    """The service type that a code is asked under; "" where there is none."""
    return next((CLASS_TYPES[one] for one in classes_of(code) if one in CLASS_TYPES), "")


def is_major(code: str) -> bool:
    return any(one in MAJOR for one in classes_of(code))
