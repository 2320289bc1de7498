"""What leaves: claims as they were checked, written as an 837D."""

from billing.submission.writing.grouping import batch837, print_of
from billing.submission.writing.values import Fit, ToSend, Unfit, Written
from billing.submission.writing.whole import batch_of

__all__ = ["Fit", "ToSend", "Unfit", "Written", "batch837", "batch_of", "print_of"]
