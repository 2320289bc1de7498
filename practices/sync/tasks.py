"""Jobs of the connection: signing what was approved."""

from practices.jobs.handlers import JobNote, handles
from practices.sync import actions
from practices.sync.actions.writing import SIGN


@handles(SIGN, inside=True)
def sign(job: JobNote) -> None:
    """Sign all that waits in one practice; rows are the queue, so twice is harmless."""
    actions.sign_waiting(now=job.now)
