"""The outbox: asked for once, offered fairly, carried out once, set aside when it does not work."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from compliance.access import context
from practices.jobs import actions, queries
from practices.jobs.actions import (
    ATTEMPTS_MAX,
    BACKOFF,
    IN_FLIGHT_MAX,
    IN_FLIGHT_PER_PRACTICE_MAX,
    LEASE,
    running,
)
from practices.jobs.handlers import Handler, JobNote, _handlers, handles
from practices.jobs.models import Job, JobState
from practices.mirror.models import Patient
from practices.registry.ids import new_id
from practices.registry.models import Practice, PracticeState
from practices.registry.tenancy import in_practice
from tests.databases import NOW

MILLISECONDS_MAX = 50
LATER = NOW + timedelta(hours=1)
Keep = Callable[..., None]


@pytest.fixture
def keep() -> Iterator[Keep]:
    """Handlers of one test, forgotten afterwards."""
    before = dict(_handlers)

    def add(kind: str, run: Handler, *, inside: bool = False) -> None:
        handles(kind, inside=inside)(run)

    yield add
    _handlers.clear()
    _handlers.update(before)


@pytest.fixture
def ran(keep: Keep) -> list[JobNote]:
    """What the kind `note` was told, run by run."""
    notes: list[JobNote] = []
    keep("note", notes.append)
    return notes


def ask(key: str = "1", *, kind: str = "note", practice: Practice | None = None) -> bool:
    return actions.enqueue(kind=kind, key=key, practice=practice, now=NOW)


def only() -> Job:
    return Job.objects.get()


def run_offered() -> list[bool]:
    return [
        actions.run(job_id=job_id, fence=fence, now=NOW)
        for job_id, fence in actions.offer(now=LATER)
    ]


def rows_of_jobs(node: dict[str, Any]) -> Iterator[float]:
    """How many rows of the outbox each step of a plan looked at."""
    if node.get("Relation Name") == "jobs_job" and node["Node Type"] != "ModifyTable":
        seen = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        yield seen * node["Actual Loops"]
    for child in node.get("Plans", []):
        yield from rows_of_jobs(child)


def fill(practice_id: uuid.UUID | None, count: int) -> None:
    """Many waiting rows at once, as an import would leave them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobs_job (id, practice_id, kind, key, arguments, state, attempts,"
            " run_after, fence, created_at, error) SELECT gen_random_uuid(), %s, 'note',"
            " gen_random_uuid()::text, '{}', 'waiting', 0, %s, 0, %s, ''"
            " FROM generate_series(1, %s)",
            [practice_id, NOW, NOW, count],
        )


def many_practices(count: int, of: Practice) -> list[Practice]:
    """Practices in name alone: the queue asks for nothing else of them."""
    return Practice.objects.bulk_create(
        Practice(
            id=new_id(),
            organization_id=of.organization_id,
            public_id=f"many{number}",
            name=f"Practice {number}",
            schema="pmany" + f"{number:08d}".translate(str.maketrans("0189", "abcd")),
            npi="1999999992",
            tax_id="990000001",
            joined_on=NOW.date(),
            state=PracticeState.READY,
        )
        for number in range(count)
    )


@pytest.mark.django_db
class TestAsking:
    def test_twice_makes_one_job(self) -> None:
        assert [ask(), ask()] == [True, False]
        assert Job.objects.count() == 1

    def test_in_a_transaction_that_is_rolled_back_makes_none(self) -> None:
        with transaction.atomic():
            ask()
            transaction.set_rollback(True)
        assert not Job.objects.exists()

    def test_again_after_it_is_done_makes_none(self, ran: list[JobNote]) -> None:
        ask()
        run_offered()

        assert not ask()
        assert actions.offer(now=LATER) == []

    def test_from_inside_a_practice_is_allowed_for_that_practice_alone(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        with in_practice(practice_a):
            assert ask("mine", practice=practice_a)
            with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                ask("theirs", practice=practice_b)
        assert Job.objects.count() == 1


@pytest.mark.django_db
class TestOffering:
    def test_takes_what_is_due_once(self) -> None:
        ask()

        assert len(actions.offer(now=NOW)) == 1
        assert actions.offer(now=NOW) == []
        assert only().lease_until == NOW + LEASE

    def test_leaves_what_is_not_due(self) -> None:
        ask()

        assert actions.offer(now=NOW - timedelta(seconds=1)) == []

    @pytest.mark.parametrize("state", [PracticeState.MAKING, PracticeState.LEAVING])
    def test_leaves_what_belongs_to_a_practice_that_is_not_ready(
        self, practice_a: Practice, state: PracticeState
    ) -> None:
        ask(practice=practice_a)
        Practice.objects.filter(pk=practice_a.pk).update(state=state)
        assert actions.offer(now=NOW) == []

        Practice.objects.filter(pk=practice_a.pk).update(state=PracticeState.READY)
        assert len(actions.offer(now=NOW)) == 1

    def test_gives_every_practice_its_first_before_anyone_a_second(
        self, practice_a: Practice
    ) -> None:
        """20,000 jobs of one practice stand before one job of each of 200 others."""
        fill(practice_a.pk, 20_000)
        others = many_practices(200, practice_a)
        for other in others:
            fill(other.pk, 1)

        shares = self.shares(actions.offer(now=NOW))

        assert shares.pop(practice_a.pk) == IN_FLIGHT_PER_PRACTICE_MAX
        assert set(shares) == {other.pk for other in others}

    def test_lets_nobody_hold_more_than_a_few_until_some_are_done(
        self, practice_a: Practice, ran: list[JobNote]
    ) -> None:
        fill(practice_a.pk, 20)
        first = actions.offer(now=NOW)
        assert len(first) == IN_FLIGHT_PER_PRACTICE_MAX
        assert actions.offer(now=NOW) == []

        for job_id, fence in first[:3]:
            assert actions.run(job_id=job_id, fence=fence, now=NOW)

        assert len(actions.offer(now=NOW)) == 3

    def test_never_has_more_under_way_than_workers_come_to_in_time(
        self, practice_a: Practice
    ) -> None:
        for other in many_practices(IN_FLIGHT_MAX, practice_a):
            fill(other.pk, 2)

        assert len(actions.offer(now=NOW)) == IN_FLIGHT_MAX
        assert actions.offer(now=NOW) == []

    def test_takes_work_of_no_practice_in_the_same_turn(self, practice_a: Practice) -> None:
        fill(practice_a.pk, 50)
        fill(None, 50)

        assert self.shares(actions.offer(now=NOW)) == {
            practice_a.pk: IN_FLIGHT_PER_PRACTICE_MAX,
            None: IN_FLIGHT_PER_PRACTICE_MAX,
        }

    @pytest.mark.slow
    @pytest.mark.parametrize("whose", ["a practice's", "nobody's"])
    def test_is_quick_however_much_waits(self, practice_a: Practice, whose: str) -> None:
        fill(practice_a.pk if whose == "a practice's" else None, 100_000)
        for other in many_practices(200, practice_a):
            fill(other.pk, 1)

        plans = [self.plan_of_offer() for _ in range(3)]
        took = min(plan["Execution Time"] for plan in plans)
        print(f"offer over 100,200 rows: {took:.1f} ms")

        assert took < MILLISECONDS_MAX
        assert all(rows < 1000 for plan in plans for rows in rows_of_jobs(plan["Plan"]))

    def plan_of_offer(self) -> dict[str, Any]:
        """As it was carried out, and then taken back."""
        asked = actions.asked(NOW)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + actions.OFFER, asked)
            plan: dict[str, Any] = cursor.fetchone()[0][0]
            transaction.set_rollback(True)
        return plan

    def shares(self, offered: list[tuple[uuid.UUID, int]]) -> Counter[uuid.UUID | None]:
        ids = [job_id for job_id, _ in offered]
        return Counter(Job.objects.filter(pk__in=ids).values_list("practice_id", flat=True))


@pytest.mark.django_db
class TestRunning:
    def test_carries_it_out_and_says_done(self, ran: list[JobNote]) -> None:
        actions.enqueue(kind="note", key="1", arguments={"share": "x"}, now=NOW)

        assert run_offered() == [True]

        assert [(note.key, note.arguments, note.attempt) for note in ran] == [
            ("1", {"share": "x"}, 1)
        ]
        assert (only().state, only().done_at) == (JobState.DONE, NOW)

    def test_with_a_message_that_comes_twice_does_nothing(self, ran: list[JobNote]) -> None:
        ask()
        ((job_id, fence),) = actions.offer(now=NOW)

        assert actions.run(job_id=job_id, fence=fence, now=NOW)
        assert not actions.run(job_id=job_id, fence=fence, now=NOW)
        assert len(ran) == 1

    def test_with_an_old_fence_does_nothing(self, ran: list[JobNote]) -> None:
        """A worker frozen past its lease wakes up after the job was offered again."""
        ask()
        ((job_id, old),) = actions.offer(now=NOW)
        actions.sweep(now=LATER)
        ((_, new),) = actions.offer(now=LATER)

        assert new > old
        assert not actions.run(job_id=job_id, fence=old, now=LATER)
        assert (ran, only().state, only().attempts) == ([], JobState.OFFERED, 0)
        assert actions.run(job_id=job_id, fence=new, now=LATER)

    def test_for_a_job_that_is_no_more_does_nothing(self) -> None:
        assert not actions.run(job_id=new_id(), fence=1, now=NOW)

    def test_keeps_nothing_of_a_handler_that_fails(self, keep: Keep, practice_a: Practice) -> None:
        def half(note: JobNote) -> None:
            Patient.objects.create(source_key="1", first_name="T", last_name="Half")
            raise ValueError("what it says stays out of the row: Testa Half")

        keep("half", half, inside=True)
        ask(kind="half", practice=practice_a)

        assert run_offered() == [False]

        with in_practice(practice_a):
            assert not Patient.objects.exists()
        assert (only().state, only().error) == (JobState.WAITING, "ValueError")

    def test_happens_inside_the_practice_as_the_part_of_the_system(
        self, keep: Keep, practice_a: Practice
    ) -> None:
        seen: list[tuple[str, str, str]] = []
        keep(
            "posting.look",
            lambda note: seen.append(
                (context.practice().public_id, context.actor().key, context.request_id())
            ),
            inside=True,
        )
        ask(kind="posting.look", practice=practice_a)

        assert run_offered() == [True]
        assert seen == [("alder", "system:posting", only().pk.hex)]
        assert context.practice_or_none() is None

    def test_fails_for_a_handler_that_forgets_the_practice(
        self, keep: Keep, practice_a: Practice
    ) -> None:
        keep("forgetful", lambda note: Patient.objects.count())
        ask(kind="forgetful", practice=practice_a)

        assert run_offered() == [False]
        assert only().error == "OutsidePractice"

    def test_fails_for_an_inside_handler_of_no_practice(self, keep: Keep) -> None:
        keep("inner", lambda note: None, inside=True)
        ask(kind="inner")

        assert run_offered() == [False]
        assert only().error == "OutsidePractice"


@pytest.mark.django_db
class TestFailing:
    def try_all(self) -> list[timedelta]:
        """Offer and run until it is set aside; the pauses between the tries."""
        pauses, now = [], NOW
        for _ in range(ATTEMPTS_MAX):
            ((job_id, fence),) = actions.offer(now=now)
            assert not actions.run(job_id=job_id, fence=fence, now=now)
            pauses.append(only().run_after - now)
            now = max(only().run_after, now)
        return pauses

    def test_sets_an_unknown_kind_aside_after_three_tries(self) -> None:
        ask(kind="nobody.knows")

        pauses = self.try_all()

        assert tuple(pauses[:2]) == BACKOFF
        assert (only().state, only().error) == (JobState.PARKED, "NoHandler")
        assert list(queries.parked()) == [only()]
        assert actions.offer(now=LATER) == []

    def test_of_one_does_not_stop_the_others(self, keep: Keep, ran: list[JobNote]) -> None:
        def poison(note: JobNote) -> None:
            raise RuntimeError

        keep("poison", poison)
        ask(kind="poison")
        for key in "abcde":
            ask(key)

        assert sorted(run_offered()) == [False, True, True, True, True, True]
        assert [note.key for note in ran] == ["a", "b", "c", "d", "e"]

    def test_in_the_database_itself_costs_a_try_alone(self, keep: Keep, ran: list[JobNote]) -> None:
        def broken(note: JobNote) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")

        keep("broken", broken)
        ask(kind="broken")
        ask()

        assert sorted(run_offered()) == [False, True]
        assert Job.objects.get(kind="broken").error == "DataError"

    @pytest.mark.parametrize("code", ["53100", "53200", "53300"])
    def test_for_want_of_room_costs_no_try_however_long_it_lasts(
        self, keep: Keep, code: str
    ) -> None:
        """Disk, memory, connections: whoever makes room has nothing to repair."""

        def full(note: JobNote) -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"DO $$ BEGIN RAISE 'no room' USING ERRCODE = '{code}'; END $$")

        keep("note", full)
        ask()
        now = NOW
        for _ in range(ATTEMPTS_MAX + 2):
            ((job_id, fence),) = actions.offer(now=now)
            assert not actions.run(job_id=job_id, fence=fence, now=now)
            assert (only().state, only().attempts, only().error) == ("waiting", 0, "NoRoom")
            assert only().run_after > now
            now = only().run_after
        keep("note", lambda note: None)

        assert run_offered() == [True]

    def test_is_shown_and_tried_again_by_a_command(
        self, keep: Keep, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ask(kind="late")
        self.try_all()
        keep("late", lambda note: None)

        call_command("jobs")
        call_command("jobs", "--retry")
        call_command("jobs")

        said = capsys.readouterr().out
        assert "late  no practice  NoHandler" in said
        assert "1 set aside. --retry tries again." in said
        assert "1 will be tried again." in said
        assert "0 set aside." in said

    def test_can_be_tried_again_by_a_person(self, keep: Keep) -> None:
        ask(kind="late")
        self.try_all()
        keep("late", lambda note: None)

        assert actions.retry(job_id=only().pk, now=LATER)
        assert run_offered() == [True]
        assert not actions.retry(job_id=only().pk, now=LATER)

    def test_shows_in_the_progress_of_its_batch(
        self, ran: list[JobNote], practice_a: Practice, practice_b: Practice
    ) -> None:
        ask("b1:x", practice=practice_a)
        ask("b1:y", practice=practice_b)
        ask("b2:z", practice=practice_a)
        both = [practice_a.pk, practice_b.pk]
        assert queries.progress("note", "b1:", both) == queries.Progress(2, 0, 0)
        assert queries.progress("note", "b1:", both[:1]) == queries.Progress(1, 0, 0)

        run_offered()

        assert queries.progress("note", "b1:", both).is_over
        assert queries.unfinished() == 0


@pytest.mark.django_db
class TestSweeping:
    def test_takes_back_what_nobody_carried_out(self, ran: list[JobNote]) -> None:
        ask()
        actions.offer(now=NOW)

        assert actions.sweep(now=NOW + LEASE) == 0
        assert actions.sweep(now=NOW + LEASE + timedelta(seconds=1)) == 1
        assert run_offered() == [True]

    def test_counts_no_try_for_an_offer_that_was_lost(self, ran: list[JobNote]) -> None:
        """A broker may lose as many messages as it likes: nobody has to look at that."""
        ask()
        now = NOW
        for _ in range(ATTEMPTS_MAX + 2):
            assert len(actions.offer(now=now)) == 1
            now += LEASE * 2
            actions.sweep(now=now)

        assert (only().state, only().attempts) == (JobState.WAITING, 0)

    def test_sets_aside_what_ended_its_worker_three_times(self) -> None:
        ask()
        now = NOW
        for _ in range(ATTEMPTS_MAX):
            ((job_id, fence),) = actions.offer(now=now)
            assert running._start(job_id, fence, now)
            now += LEASE * 2
            actions.sweep(now=now)

        assert (only().state, only().error) == (JobState.PARKED, "LeaseRanOut")


@pytest.mark.django_db
class TestClocks:
    """A clock that was ahead and is set back: nothing it wrote may wait until it was right."""

    @pytest.mark.parametrize("ahead", [timedelta(days=365), timedelta(hours=1)])
    def test_what_waits_for_a_moment_far_ahead_is_due_now(
        self, ran: list[JobNote], ahead: timedelta
    ) -> None:
        actions.enqueue(kind="note", key="1", now=NOW + ahead)
        assert actions.offer(now=NOW) == []

        actions.sweep(now=NOW)

        assert len(actions.offer(now=NOW)) == 1

    @pytest.mark.parametrize("ahead", [timedelta(days=365), timedelta(hours=1)])
    def test_what_is_leased_far_ahead_is_taken_back(
        self, ran: list[JobNote], ahead: timedelta
    ) -> None:
        ask()
        ((_, fence),) = actions.offer(now=NOW + ahead)

        assert actions.sweep(now=NOW) == 1

        ((job_id, later),) = actions.offer(now=NOW)
        assert later > fence
        assert not actions.run(job_id=job_id, fence=fence, now=NOW)
        assert actions.run(job_id=job_id, fence=later, now=NOW)

    def test_that_jump_ahead_take_back_no_job_that_runs_twice(self, ran: list[JobNote]) -> None:
        ask()
        ((job_id, fence),) = actions.offer(now=NOW)
        actions.sweep(now=NOW + timedelta(days=365))
        ((_, later),) = actions.offer(now=NOW + timedelta(days=365))

        assert not actions.run(job_id=job_id, fence=fence, now=NOW)
        assert actions.run(job_id=job_id, fence=later, now=NOW + timedelta(days=365))
        assert len(ran) == 1

    def test_leave_the_pause_after_a_failure_alone(self) -> None:
        ask(kind="late")
        run_offered()
        after = only().run_after

        actions.sweep(now=NOW)

        assert only().run_after == after > NOW


class TestWhileOneRuns:
    """Real commits, and a second connection that holds the row as a worker does."""

    def test_neither_the_sweep_nor_a_second_worker_takes_it(
        self, own_database: str, keep: Keep
    ) -> None:
        begun, go_on, notes = threading.Event(), threading.Event(), list[JobNote]()

        def slow(note: JobNote) -> None:
            notes.append(note)
            begun.set()
            assert go_on.wait(20)

        keep("slow", slow)
        ask(kind="slow")
        ((job_id, fence),) = actions.offer(now=NOW)

        def work() -> None:
            actions.run(job_id=job_id, fence=fence, now=NOW)
            connections.close_all()

        worker = threading.Thread(target=work)
        worker.start()
        assert begun.wait(20)
        try:
            assert actions.sweep(now=LATER) == 0
            assert not actions.run(job_id=job_id, fence=fence, now=LATER)
        finally:
            go_on.set()
            worker.join()

        assert (only().state, len(notes)) == (JobState.DONE, 1)

    def test_many_offers_at_once_share_the_rows(self, own_database: str) -> None:
        fill(None, 40)
        taken: list[list[tuple[uuid.UUID, int]]] = []
        together = threading.Barrier(4)

        def offer() -> None:
            together.wait(20)
            taken.append(actions.offer(now=NOW))
            connections.close_all()

        threads = [threading.Thread(target=offer) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        ids = [job_id for some in taken for job_id, _ in some]
        assert len(ids) == len(set(ids)) >= IN_FLIGHT_PER_PRACTICE_MAX
