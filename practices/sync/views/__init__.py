"""Pages of how practices are connected, and of what is written into their systems."""

from practices.sync.views.agents import approval, code, diagnostics, revocation
from practices.sync.views.connections import connection, connections
from practices.sync.views.tables import program, release, resending, resumption

__all__ = [
    "approval",
    "code",
    "connection",
    "connections",
    "diagnostics",
    "program",
    "release",
    "resending",
    "resumption",
    "revocation",
]
