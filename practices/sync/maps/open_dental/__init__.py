"""Open Dental: what is read of it, and what its rows mean."""

from practices.sync.maps.open_dental.records import MEANINGS
from practices.sync.maps.open_dental.tables import APPEND_ONLY, MAP, PROGRAMS, TABLES

__all__ = ["APPEND_ONLY", "MAP", "MEANINGS", "PROGRAMS", "TABLES"]
