"""Clearinghouses and what goes to whom; batches out; what comes back of them."""

from billing.submission.models.batches import Batch, BatchFile, Departure
from billing.submission.models.houses import Clearinghouse, HouseSecret
from billing.submission.models.inbound import InboundFile, InboundShare
from billing.submission.models.pace import PayerPace
from billing.submission.models.routes import Enrolment, Route
from billing.submission.models.sendings import Notice, Sending
from billing.submission.models.timetable import Timetable

__all__ = [
    "Batch",
    "BatchFile",
    "Clearinghouse",
    "Departure",
    "Enrolment",
    "HouseSecret",
    "InboundFile",
    "InboundShare",
    "Notice",
    "PayerPace",
    "Route",
    "Sending",
    "Timetable",
]
