"""Jobs of sync: source rows become records at each mark of a cycle."""

from practices.jobs import actions as jobs
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.sync import actions


@handles("sync.records", inside=True)
def records(job: JobNote) -> None:
    """So many rows a job, then the next; when all are there, the rooms above may look."""
    assert job.practice_id is not None
    practice = Practice.objects.get(pk=job.practice_id)
    is_level = actions.make_records(practice, now=job.now)
    kind = "claims.from_source" if is_level else job.kind
    jobs.enqueue(kind=kind, key=f"{practice.pk}:{job.id}", practice=practice, now=job.now)
