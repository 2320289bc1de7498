"""Open Dental by its REST API: the only way in which its rows may be written.

`client` is the transport, `rows` the canonical form of what it tells, `looking` finds out whether
a step is in effect, `doing` carries steps out, `connector` puts them together.
"""

from practices.agent.pms.open_dental_api.client import ApiClient, ApiPlace
from practices.agent.pms.open_dental_api.connector import OpenDentalApi

__all__ = ["ApiClient", "ApiPlace", "OpenDentalApi"]
