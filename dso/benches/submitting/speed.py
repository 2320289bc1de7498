"""`bench submission`: claims to an 837D on disk, and acknowledgements to rows."""

import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path

from billing.claims.models import Claim
from billing.submission.actions import applying, listening
from billing.submission.leaving import leave
from billing.submission.models import Batch, Clearinghouse, InboundShare, Notice, Sending
from billing.submission.sending import send_due
from billing.submission.tasks import read_file
from billing.submission.writing import batch_of
from billing.x12.claim_status import Statement, Status, StatusClaim
from billing.x12.eligibility import Trace
from billing.x12.parties import Party, Reference
from billing.x12.sending import Envelope
from billing.x12.status_tree import (
    ClaimStatuses,
    StatusMember,
    StatusProvider,
    StatusReceiver,
    StatusSource,
)
from billing.x12.write_status import write277ca
from dso.benches.bench import Bench, Target
from dso.benches.groups import NOW, TODAY, found_group
from dso.benches.submitting.laying import house_at, lay
from practices.jobs.handlers import JobNote
from practices.jobs.models import Job
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

CLAIMS = {"small": 2_000, "full": 50_000}
WRITTEN = {"small": 1_000, "full": 10_000}
ONE_BY_ONE, PER_BATCH = 200, 5_000
LEVELS = (("AY", "A1"), ("PR", "A2"))


def measure(size: str) -> dict[str, float]:
    """Two acknowledgements a claim: the clearinghouse's, then the payer's."""
    practice = found_group(1)[0]
    lay(practice, CLAIMS[size], "C")
    with tempfile.TemporaryDirectory() as folder:
        house = house_at(practice, Path(folder))
        with in_practice(practice):
            ids = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
            seconds = _written(ids[: WRITTEN[size]], house, Path(folder))
            alone = _one_by_one(ids[:ONE_BY_ONE], house)
        leaving = _timed(lambda: _left(practice))
        sending = _timed(lambda: _sent(practice))
        heard = sum(_answered(practice, house, *level) for level in LEVELS)
        with in_practice(practice):
            assert Sending.objects.filter(stage="payer").count() == CLAIMS[size]
            assert Notice.objects.count() == 2 * CLAIMS[size]
    return {
        "claims": CLAIMS[size],
        "claims_per_second_written": WRITTEN[size] / seconds,
        "speedup_over_claim_by_claim": alone / ONE_BY_ONE * WRITTEN[size] / seconds,
        "claims_per_second_left": CLAIMS[size] / leaving,
        "claims_per_second_sent": CLAIMS[size] / sending,
        "acknowledgements_per_second": 2 * CLAIMS[size] / heard,
    }


def _written(ids: Sequence[uuid.UUID], house: Clearinghouse, folder: Path) -> float:
    """From rows to whole files on the disk."""
    begun = time.perf_counter()
    for number, part in enumerate(_parts(ids)):
        told = _batch(part, house, number)
        (folder / f"{number}.837").write_bytes(told)
    return time.perf_counter() - begun


def _one_by_one(ids: Sequence[uuid.UUID], house: Clearinghouse) -> float:
    """The same with a gathering and a file for each claim."""
    begun = time.perf_counter()
    for number, pk in enumerate(ids):
        _batch([pk], house, number)
    return time.perf_counter() - begun


def _batch(part: Sequence[uuid.UUID], house: Clearinghouse, number: int) -> bytes:
    told = batch_of(
        part, house, control=number + 1, reference=f"B{number}", payer_codes={}, at=NOW, today=TODAY
    )
    assert not told.unfit
    return told.data


def _left(practice: Practice) -> None:
    """One evening takes so many; a practice never has as many as this bench."""
    while leave(practice, now=NOW, today=TODAY):
        pass


def _sent(practice: Practice) -> None:
    send_due(clock=lambda: NOW)
    with in_practice(practice):
        assert not Batch.objects.exclude(state="sent").exists()


def _answered(practice: Practice, house: Clearinghouse, entity: str, category: str) -> float:
    """Seconds from the bytes of a file to committed rows, for all batches."""
    took = 0.0
    with in_practice(practice):
        batches = list(Batch.objects.order_by("made_at", "pk"))
        told = {row.pk: _file(row, entity, category) for row in batches}
    for data in told.values():
        begun = time.perf_counter()
        kept = listening.keep(house, f"{entity}.277", data, now=NOW)
        job = Job.objects.get(kind=listening.READ, key=kept.file_id.hex)
        read_file(_note(job))
        for share in InboundShare.objects.filter(file=kept.file_id):
            with in_practice(practice):
                applying.apply(share.pk, now=NOW + timedelta(hours=1))
        took += time.perf_counter() - begun
    return took


def _note(job: Job) -> JobNote:
    return JobNote(job.pk, job.kind, job.key, None, job.arguments, 1, NOW)


def _file(batch: Batch, entity: str, category: str) -> bytes:
    numbers = Sending.objects.filter(batch=batch).values_list("claim__control_number", flat=True)
    claims = tuple(
        StatusClaim(
            Trace("2", number),
            (Statement((Status(category, "20"),), TODAY, "WQ", 100_00),),
            (Reference("1K", f"P{number}"),),
        )
        for number in numbers
    )
    member = StatusMember(Party("QC", "SAMPLE", "ANN", kind="1"), claims=claims)
    told = ClaimStatuses(
        "277CA", f"{entity}{batch.control}", TODAY, "1200", "08", "TH",
        (StatusSource(
            Party(entity, "SAMPLE", kind="2", id_qualifier="46", id="1"),
            receivers=(StatusReceiver(
                Party("41", "BENCH", kind="2", id_qualifier="46", id="BENCH"),
                traces=(Trace("2", batch.reference),),
                providers=(StatusProvider(
                    Party("85", "BENCH", kind="2", id_qualifier="XX", id="1999990001"),
                    members=(member,),
                ),),
            ),),
        ),),
    )  # fmt: skip
    return write277ca([told], Envelope("HOUSE", "BENCH", batch.control, NOW))


def _parts(ids: Sequence[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    left = iter(ids)
    while part := list(islice(left, PER_BATCH)):
        yield part


def _timed(run: object) -> float:
    assert callable(run)
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


BENCH = Bench(
    "submission",
    measure,
    {
        "claims_per_second_written": Target(">=", 5_000),
        "acknowledgements_per_second": Target(">=", 3_000),
    },
)
