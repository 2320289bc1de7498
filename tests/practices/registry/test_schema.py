"""The compiled schema: complete, current, and the only way a practice is made, changed, removed."""

import re
from contextlib import nullcontext

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from compliance.audit import actions as audit
from compliance.audit.models import Event
from practices.registry import actions
from practices.registry.models import Organization, Practice, SchemaVersion
from practices.registry.router import practice_models, public_models
from practices.registry.schema import compiled, provision
from practices.registry.schema.compile import CannotCompile, compile_steps, numbered
from practices.registry.tenancy import in_practice
from tests.databases import GROUP, NOW, TODAY

CATALOG = """
SELECT c.relkind, c.relname, pg_get_expr(d.adbin, d.adrelid), a.attname,
       format_type(a.atttypid, a.atttypmod), a.attnotnull
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE n.nspname = %s ORDER BY 2, 4
"""
CONSTRAINTS = """
SELECT conname, replace(pg_get_constraintdef(c.oid), %s, 'S') FROM pg_constraint c
  JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = %s ORDER BY 1
"""
TRIGGERS = """
SELECT tgname, replace(pg_get_triggerdef(t.oid), %s, 'S') FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = %s AND NOT tgisinternal ORDER BY 1, 2
"""
GRANTS = """
SELECT table_name, privilege_type FROM information_schema.role_table_grants
 WHERE table_schema = %s AND grantee = %s ORDER BY 1, 2
"""


def killed(**_: object) -> None:
    """A process that ends between a deed and its event."""
    raise SystemExit


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def new_practice(public_id: str = "cedar") -> Practice:
    return actions.add_practice(
        organization=Organization.objects.get(public_id=GROUP),
        region=None,
        public_id=public_id,
        name="Cedar Dental",
        npi="1999999976",
        tax_id="990000002",
        joined_on=TODAY,
        now=NOW,
    )


def catalog(schema: str) -> list[object]:
    with connections["owner"].cursor() as cursor:
        found: list[object] = []
        for query, given in (
            (CATALOG, [schema]),
            (CONSTRAINTS, [schema, schema]),
            (TRIGGERS, [schema, schema]),
            (GRANTS, [schema, schema]),
        ):
            cursor.execute(query, given)
            found += cursor.fetchall()
    return found


class TestCompiled:
    @pytest.mark.slow
    def test_is_what_the_migrations_say(self) -> None:
        compiled_now = compile_steps()

        assert compiled_now.baseline == compiled.baseline(), "run manage.py compile_schema"
        assert [s.sql for s in compiled_now.steps] == [s.sql for s in compiled.steps()]

    def test_names_no_schema(self) -> None:
        for model in practice_models():
            named = re.search(rf'\."?{model._meta.db_table}\b', compiled.baseline())
            assert named is None


class TestProvision:
    def test_step_by_step_gives_the_same_as_the_baseline(self, own_database: str) -> None:
        at_once, by_steps = new_practice(), new_practice("dogwood")
        with transaction.atomic(using="owner"):
            with connections["owner"].cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "{by_steps.schema}" CASCADE')
                cursor.execute(f'CREATE SCHEMA "{by_steps.schema}"')
                cursor.execute(f'GRANT USAGE ON SCHEMA "{by_steps.schema}" TO "{by_steps.schema}"')
            provision.upgrade(by_steps.schema, from_version=0)

        assert catalog(by_steps.schema) == catalog(at_once.schema)

    def test_an_upgrade_goes_on_where_a_practice_stands(self, own_database: str) -> None:
        practice = new_practice()
        SchemaVersion.objects.using("owner").filter(pk=practice.pk).update(version=0)

        assert actions.upgrade_practice(practice=practice, now=timezone.now()) is False

        row = SchemaVersion.objects.get(pk=practice.pk)
        assert (row.version, row.error) == (0, "DuplicateTable")

    def test_a_failure_leaves_no_half_practice(
        self, own_database: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(compiled, "baseline", lambda: "CREATE TABLE x (id int); SELECT 1/0")

        with pytest.raises(psycopg.DatabaseError):
            new_practice()

        assert not Practice.objects.filter(public_id="cedar").exists()

    def test_removal_drops_schema_and_role_and_keeps_the_events(self, own_database: str) -> None:
        practice = new_practice()
        with in_practice(practice):
            pass

        actions.remove_practice(practice=practice, confirmed_name="Cedar Dental")

        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [practice.schema])
            assert cursor.fetchone() is None
        assert Event.objects.filter(deed="practice.removed").count() == 1

    def test_is_removed_with_its_event_or_not_at_all(
        self, own_database: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        practice = new_practice()
        monkeypatch.setattr(audit, "record", killed)

        with pytest.raises(SystemExit):
            actions.remove_practice(practice=practice, confirmed_name="Cedar Dental")

        assert Practice.objects.filter(public_id="cedar").exists()
        with in_practice(practice):
            pass

    def test_is_added_with_its_event_or_not_at_all(
        self, own_database: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(audit, "record", killed)

        with pytest.raises(SystemExit):
            new_practice()

        assert not Practice.objects.filter(public_id="cedar").exists()

    def test_removal_asks_for_the_right_name(self, own_database: str) -> None:
        practice = new_practice()

        with pytest.raises(actions.WrongName):
            actions.remove_practice(practice=practice, confirmed_name="Cedar")

        assert Practice.objects.filter(pk=practice.pk).exists()


class TestRights:
    def test_no_table_name_stands_in_both_schemas(self) -> None:
        public = {model._meta.db_table for model in public_models()}

        assert not public & {model._meta.db_table for model in practice_models()}

    def test_a_practice_role_may_touch_its_own_schema_and_no_other(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        with connection.cursor() as cursor:
            for one, other in ((practice_a, practice_b), (practice_b, practice_a)):
                cursor.execute(
                    "SELECT has_schema_privilege(%s, %s, 'USAGE'),"
                    " has_schema_privilege(%s, %s, 'USAGE')",
                    [one.schema, one.schema, one.schema, other.schema],
                )
                assert cursor.fetchone() == (True, False)

    @pytest.mark.parametrize("table", ["ledger_entry", "ledger_posting", "posting_decision"])
    @pytest.mark.parametrize(
        "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"]
    )
    def test_rows_of_record_are_only_ever_added(
        self, practice_a: Practice, table: str, statement: str
    ) -> None:
        with in_practice(practice_a), pytest.raises(DatabaseError, match="permission denied"):
            execute(statement.format(table))

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_event SET deed = 'x'",
            "DELETE FROM audit_event",
            "TRUNCATE audit_event",
            "INSERT INTO audit_event (deed) VALUES ('x')",
            "ALTER TABLE audit_event DISABLE TRIGGER ALL",
            "DROP TABLE audit_event",
            "SET session_replication_role = replica",
        ],
    )
    @pytest.mark.parametrize("inside", [True, False])
    def test_no_code_role_can_touch_the_audit_trail(
        self, practice_a: Practice, statement: str, inside: bool
    ) -> None:
        place = in_practice(practice_a) if inside else nullcontext()

        with place, pytest.raises(DatabaseError):
            execute(statement)

    def test_the_owner_is_refused_as_well(self, own_database: str) -> None:
        with connections["owner"].cursor() as cursor, pytest.raises(DatabaseError, match="append"):
            cursor.execute("DELETE FROM audit_event")


class TestNumbers:
    def test_stay_with_the_steps_a_practice_has_seen(self) -> None:
        """A migration of a room that sorts first comes last all the same."""
        steps = numbered({"a_2": "2", "a_1": "1", "b_1": "3"}, ["b_1", "a_1"])

        assert [(step.number, step.name) for step in steps] == [(1, "b_1"), (2, "a_1"), (3, "a_2")]

    def test_are_never_given_to_another_step(self) -> None:
        with pytest.raises(CannotCompile, match="a_1"):
            numbered({"b_1": "1"}, ["a_1", "b_1"])
