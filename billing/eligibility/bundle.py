"""The proof of one question as a file: both messages, and when and by whom it was asked."""

import io
import zipfile

from billing.eligibility.models import Evidence
from billing.eligibility.vault import opened


def bundle(row: Evidence) -> bytes:
    """A zip of the 270, the answer as it came, and a note. Raises sealing.CannotOpen."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as told:
        told.writestr("question.270", opened(bytes(row.question)))
        told.writestr("answer.271", opened(bytes(row.answer)))
        told.writestr("note.txt", _note(row))
    return out.getvalue()


def _note(row: Evidence) -> str:
    return (
        f"Asked {row.sent_at.isoformat()} by {row.asked_by}, for {row.request}.\n"
        f"Answered {row.answered_at.isoformat()}: {row.outcome} {row.trouble}\n"
    )
