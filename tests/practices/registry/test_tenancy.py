"""Nobody sees another practice: the leaks known from the field, each as a test."""

import asyncio
import threading
import uuid
from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection, transaction

from compliance.access import context
from compliance.access.actor import Actor
from compliance.access.context import NobodyActs, OutsidePractice, acting_as
from practices.mirror.models import Patient
from practices.registry import tenancy
from practices.registry.guard import CrossedPractices
from practices.registry.models import Practice
from practices.registry.tenancy import AlreadyElsewhere, in_practice

SAME_ID = uuid.UUID(int=5)


@pytest.fixture
def both(practice_a: Practice, practice_b: Practice) -> tuple[Practice, Practice]:
    """Two practices that hold a patient under the same key with another name."""
    for practice, name in ((practice_a, "Alder"), (practice_b, "Birch")):
        with in_practice(practice):
            Patient.objects.create(id=SAME_ID, source_key="1", first_name="T", last_name=name)
    return practice_a, practice_b


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def names() -> list[str]:
    return list(Patient.objects.order_by("pk").values_list("last_name", flat=True))


class TestEntering:
    def test_shows_the_rows_of_that_practice_alone(self, both: tuple[Practice, Practice]) -> None:
        for practice, name in zip(both, ("Alder", "Birch"), strict=True):
            with in_practice(practice):
                assert names() == [name]

    def test_without_a_practice_refuses_in_python_and_in_the_database(
        self, both: tuple[Practice, Practice]
    ) -> None:
        with pytest.raises(OutsidePractice):
            names()
        with pytest.raises(DatabaseError):
            execute("SELECT * FROM mirror_patient")

    def test_without_an_actor_is_refused(self, practice_a: Practice) -> None:
        thread_failed: list[BaseException] = []

        def enter() -> None:
            try:
                with in_practice(practice_a):
                    pass
            except NobodyActs as refused:
                thread_failed.append(refused)

        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        assert len(thread_failed) == 1

    def test_the_same_practice_again_is_the_same_visit(self, practice_a: Practice) -> None:
        with in_practice(practice_a), in_practice(practice_a) as place:
            assert place == context.practice()

    def test_another_practice_from_inside_one_is_refused(
        self, both: tuple[Practice, Practice]
    ) -> None:
        with in_practice(both[0]), pytest.raises(AlreadyElsewhere), in_practice(both[1]):
            pass

    def test_gives_back_role_and_path_inside_an_outer_transaction(
        self, both: tuple[Practice, Practice]
    ) -> None:
        with transaction.atomic():
            with in_practice(both[0]):
                pass
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_user, current_setting('search_path')")
                assert cursor.fetchone()[0] == "dso_app"
            with in_practice(both[1]):
                assert names() == ["Birch"]

    def test_gives_back_role_and_path_after_an_error(self, both: tuple[Practice, Practice]) -> None:
        with pytest.raises(ZeroDivisionError), in_practice(both[0]):
            raise ZeroDivisionError
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone()[0] == "dso_app"

    @pytest.mark.parametrize("schema", ['x"; DROP SCHEMA public; --', "public", "pg_catalog", ""])
    def test_a_hostile_schema_name_opens_nothing(self, practice_a: Practice, schema: str) -> None:
        place = context.PracticePlace(practice_a.pk, "x", schema, practice_a.organization_id)

        with (
            pytest.raises((DatabaseError, OutsidePractice)),
            transaction.atomic(),
            in_practice(place),
        ):
            names()


class TestKnownLeaks:
    """The eight ways in which rows crossed between tenants elsewhere."""

    def test_1_a_queryset_made_in_one_practice_is_not_read_in_another(
        self, both: tuple[Practice, Practice]
    ) -> None:
        with in_practice(both[0]):
            made = Patient.objects.all()
        for use in (list, len, bool, lambda rows: rows.count(), lambda rows: rows.exists()):
            with in_practice(both[1]), pytest.raises(CrossedPractices):
                use(made)

    def test_1b_nor_are_rows_that_were_read_already(self, both: tuple[Practice, Practice]) -> None:
        with in_practice(both[0]):
            made = Patient.objects.all()
            list(made)
        with in_practice(both[1]), pytest.raises(CrossedPractices):
            list(made)

    @pytest.mark.parametrize(
        "use",
        [
            lambda row: row.save(),
            lambda row: row.delete(),
            lambda row: row.refresh_from_db(),
            lambda row: list(row.claims.all()),
        ],
    )
    def test_2_an_object_of_one_practice_is_not_written_in_another(
        self, both: tuple[Practice, Practice], use: Callable[[Patient], object]
    ) -> None:
        with in_practice(both[0]):
            row = Patient.objects.get()
        with in_practice(both[1]):
            with pytest.raises(CrossedPractices):
                use(row)
            assert names() == ["Birch"]

    def test_4_the_owner_login_is_never_moved_by_a_visit(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            assert Patient.objects.db == "default"

    def test_5_a_table_missing_in_a_practice_never_falls_through_to_public(
        self, practice_a: Practice
    ) -> None:
        with in_practice(practice_a), pytest.raises(DatabaseError):
            execute("CREATE TABLE public.mirror_patient (id uuid)")

    def test_6_a_cursor_kept_across_visits_reads_the_practice_of_the_moment(
        self, both: tuple[Practice, Practice]
    ) -> None:
        with in_practice(both[0]):
            kept = connection.cursor()
        with in_practice(both[1]):
            kept.execute("SELECT last_name FROM mirror_patient")
            assert kept.fetchall() == [("Birch",)]

    def test_7_no_grant_can_point_at_a_row_of_a_practice(self) -> None:
        from practices.registry import models
        from practices.registry.router import practice_models

        grants = (models.OrganizationGrant, models.RegionGrant, models.PracticeGrant)
        pointed_at = {grant._meta.get_field("content_object").related_model for grant in grants}
        assert not pointed_at & set(practice_models())

    def test_8_nothing_of_a_practice_is_kept_in_a_cache(self) -> None:
        from django.conf import settings

        assert "django.middleware.cache.FetchFromCacheMiddleware" not in settings.MIDDLEWARE
        assert not hasattr(tenancy, "cache")

    def test_names_written_out_with_a_foreign_schema_are_denied(
        self, both: tuple[Practice, Practice]
    ) -> None:
        with in_practice(both[0]), pytest.raises(DatabaseError, match="permission denied"):
            execute(f'SELECT * FROM "{both[1].schema}".mirror_patient')

    def test_shared_tables_show_a_practice_only_its_own(
        self, both: tuple[Practice, Practice]
    ) -> None:
        with in_practice(both[0]):
            assert list(Practice.objects.values_list("pk", flat=True)) == [both[0].pk]


class TestThreads:
    def test_3_two_threads_do_not_swap_their_practices(self, own_database: str) -> None:
        practices = list(Practice.objects.order_by("pk"))
        for practice in practices:
            with in_practice(practice):
                Patient.objects.create(source_key="1", first_name="T", last_name=practice.name)
        wrong: list[str] = []

        def visit(practice: Practice) -> None:
            with acting_as(Actor.system("test")):
                for _ in range(50):
                    with in_practice(practice):
                        if names() != [practice.name]:
                            wrong.append(practice.name)
            connection.close()

        threads = [threading.Thread(target=visit, args=[p]) for p in practices * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []

    def test_coroutines_keep_to_their_own_practice(self, own_database: str) -> None:
        practices = list(Practice.objects.order_by("pk"))
        for practice in practices:
            with in_practice(practice):
                Patient.objects.create(source_key="1", first_name="T", last_name=practice.name)

        def visit(practice: Practice) -> bool:
            with in_practice(practice):
                return names() == [practice.name]

        async def visits() -> list[bool]:
            return await asyncio.gather(*(sync_to_async(visit)(p) for p in practices * 15))

        assert all(asyncio.run(visits()))
