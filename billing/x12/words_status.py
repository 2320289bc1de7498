"""Claim statuses in our own short words: categories, whom a status is about, and the whole."""

from billing.x12.claim_status import Status
from billing.x12.words_codes import CODES

CATEGORIES = {
    "A0": "Passed on",
    "A1": "Received",
    "A2": "Accepted",
    "A3": "Sent back as unusable",
    "A4": "Not found",
    "A5": "Split in several",
    "A6": "Rejected: something is missing",
    "A7": "Rejected: something is wrong",
    "A8": "Rejected: things contradict each other",
    "P0": "Pending",
    "P1": "In process",
    "P2": "Under review",
    "P3": "Waits for the provider",
    "P4": "Waits for the patient",
    "P5": "Held by the payer",
    "F0": "Decided",
    "F1": "Paid",
    "F2": "Denied",
    "F3": "Changed after a decision",
    "F3F": "Decided and passed on to another payer",
    "F3N": "Decided, not passed on",
    "F4": "Decided without payment",
    "R0": "More is asked for",
    "R1": "Asks about who is involved",
    "R3": "Asks about the claim or a line",
    "R4": "Asks for documents",
    "R5": "Asks something more exactly",
    "R6": "Asks for what a regulation wants",
    "R7": "Asks whether the plan's rules were kept",
    "R8": "Asks whether an exception of the plan fits",
    "R9": "Asks why it was needed",
    "R10": "Asks for what supports an appeal",
    "R11": "Asks before it pays",
    "R12": "Asks why this procedure code",
    "R13": "What was sent cannot be read",
    "R14": "What was sent is not what was asked for",
    "R15": "Asks about workers' compensation",
    "R16": "Asks about eligibility",
    "R17": "Asks anew, in place of an earlier request",
    "E0": "The question had an error",
    "E1": "The payer's system is down",
    "E2": "The payer does not answer; ask later",
    "E3": "Things in the question contradict each other",
    "E4": "A rule between us and the payer was not kept",
    "D0": "No claim was found for the question",
}
ENTITIES = {
    "03": "dependent",
    "1P": "provider",
    "36": "employer",
    "40": "receiver",
    "41": "submitter",
    "77": "service facility",
    "82": "treating dentist",
    "85": "billing provider",
    "87": "pay-to provider",
    "AY": "clearinghouse",
    "DD": "assistant surgeon",
    "DN": "referring provider",
    "DQ": "supervising provider",
    "GB": "other insured",
    "IL": "subscriber",
    "PR": "payer",
    "P3": "primary care provider",
    "QC": "patient",
    "TT": "next payer",
}
ACTIONS = {"WQ": "Accepted", "U": "Rejected"}


def words(status: Status) -> str:
    """`Rejected: something is wrong: NPI (billing provider)`; what is unknown by its code."""
    category = CATEGORIES.get(status.category, status.category)
    code = CODES.get(status.code, f"status {status.code}") if status.code else ""
    told = ": ".join(part for part in (category, code) if part)
    return f"{told} ({ENTITIES.get(status.entity, status.entity)})" if status.entity else told
