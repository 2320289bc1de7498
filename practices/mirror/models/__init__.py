"""A practice's own system, mirrored: source rows as they were read, records as we speak of them."""

from practices.mirror.models.chart import Appointment, Procedure, ProcedureCode
from practices.mirror.models.cover import Carrier, Coverage, Plan, Subscription
from practices.mirror.models.insurance import InsuranceClaim, InsuranceLine, InsurancePayment
from practices.mirror.models.money import Adjustment, PatientPayment, PaymentPart
from practices.mirror.models.mouth import MissingTooth, PerioExam, PerioMeasure
from practices.mirror.models.papers import Document, Note, SourceEvent, Supply
from practices.mirror.models.people import Patient, Provider
from practices.mirror.models.places import Clinic, Fee, FeeSchedule
from practices.mirror.models.record import Record
from practices.mirror.models.source import Misread, ReadMark, SourceRow

__all__ = [
    "Adjustment",
    "Appointment",
    "Carrier",
    "Clinic",
    "Coverage",
    "Document",
    "Fee",
    "FeeSchedule",
    "InsuranceClaim",
    "InsuranceLine",
    "InsurancePayment",
    "Misread",
    "MissingTooth",
    "Note",
    "Patient",
    "PatientPayment",
    "PaymentPart",
    "PerioExam",
    "PerioMeasure",
    "Plan",
    "Procedure",
    "ProcedureCode",
    "Provider",
    "ReadMark",
    "Record",
    "SourceEvent",
    "SourceRow",
    "Subscription",
    "Supply",
]
