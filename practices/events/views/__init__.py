"""Pages of webhooks, for the admin of a group."""

from practices.events.views.deliveries import deliveries, delivery, redelivery
from practices.events.views.doors import door_removal, doors
from practices.events.views.endpoints import endpoint, endpoints
from practices.events.views.setting_up import endpoint_settings, new_endpoint, rotation
from practices.events.views.switching import pausing, removal, resumption, trial

__all__ = [
    "deliveries",
    "delivery",
    "door_removal",
    "doors",
    "endpoint",
    "endpoint_settings",
    "endpoints",
    "new_endpoint",
    "pausing",
    "redelivery",
    "removal",
    "resumption",
    "rotation",
    "trial",
]
