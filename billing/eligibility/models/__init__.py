"""Inquiries with their evidence, records of benefits, and what a group's practices share."""

from billing.eligibility.models.inquiries import Evidence, Inquiry
from billing.eligibility.models.records import BenefitRecord, PersonSaid
from billing.eligibility.models.shared import MemberUse, PayerHabit, Turn

__all__ = [
    "BenefitRecord",
    "Evidence",
    "Inquiry",
    "MemberUse",
    "PayerHabit",
    "PersonSaid",
    "Turn",
]
