"""Remittances of a group: what came in, the proof of each payment, and what could not be split."""

from remits.clearing.views.files import file, files, uploads
from remits.clearing.views.payments import payment
from remits.clearing.views.settling import file_settlement, routing, settlement, taking_up

__all__ = [
    "file",
    "file_settlement",
    "files",
    "payment",
    "routing",
    "settlement",
    "taking_up",
    "uploads",
]
