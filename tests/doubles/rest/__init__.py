"""A cloud's REST API: lists in pages of four kinds, a login, a bound on calls, faults on demand."""

from tests.doubles.rest.cloud import Cloud
from tests.doubles.rest.serving import serving

__all__ = ["Cloud", "serving"]
