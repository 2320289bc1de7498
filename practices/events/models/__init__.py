"""Events as they were raised, where they are sent, how that went, and the doors hints come in by.

No patient data anywhere: names, ids of rows, statuses and times.
"""

from practices.events.models.deliveries import Attempt, Delivery, DeliveryState
from practices.events.models.doors import Door, Source
from practices.events.models.endpoints import Endpoint, EndpointState, OffReason
from practices.events.models.events import SUBJECTS_MAX, Event

__all__ = [
    "SUBJECTS_MAX",
    "Attempt",
    "Delivery",
    "DeliveryState",
    "Door",
    "Endpoint",
    "EndpointState",
    "Event",
    "OffReason",
    "Source",
]
