"""A MariaDB with views of the Dentrix mapping's names, and an account that only reads."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from practices.agent.pms.tables import mapping
from practices.agent.pms.tables.connector import Tables
from practices.agent.pms.tables.mapping import TableMapping
from tests.practices.mariadb import MariaDb

TEMPLATE = (files("practices.agent.pms.tables") / "dentrix.toml").read_bytes()
COMPLETED = TEMPLATE.replace(b'{ "?" = "?" }', b'{ "1" = "scheduled", "9" = "broken" }')
SCHEMA, READER, PASSWORD = "admin", "dso_ro", "reader"
TYPES = {
    "birth_date": "datetime", "appointment_date": "date", "start_hour": "int",
    "start_minute": "int", "length": "int",
}  # fmt: skip
SECRET = "social_sec_num"


@dataclass
class Dentrix:
    server: MariaDb
    told: TableMapping

    def begin_anew(self) -> None:
        """Tables under other names, and over each a view."""
        columns: dict[str, dict[str, None]] = {}
        for feed in self.told.feeds.values():
            columns.setdefault(feed.table, {}).update(dict.fromkeys(feed.names))
        told = [_table(view, list(names)) for view, names in columns.items()]
        self.server.create(SCHEMA, "InnoDB", "\n".join(told))
        for view in columns:
            self.do(f"GRANT SELECT, SHOW VIEW ON {SCHEMA}.{view} TO '{READER}'@'127.0.0.1'")

    def do(self, sql: str, *given: object) -> None:
        with self.server.admin(SCHEMA) as connection, connection.cursor() as cursor:
            cursor.execute(sql, given)
            connection.commit()

    @property
    def url(self) -> str:
        return f"mysql+pymysql://{READER}:{PASSWORD}@127.0.0.1:{self.server.port}"

    def source(self, program: str = "7.6") -> Tables:
        now = datetime(2026, 11, 24, 12, tzinfo=UTC)
        return Tables(self.told, self.url, program, wall_clock=lambda: now)


def _table(view: str, names: list[str]) -> str:
    base = view.removeprefix("v_")
    told = ", ".join(f"{name} {TYPES.get(name, 'varchar(60)')}" for name in names)
    secret = f", {SECRET} varchar(11)" if view == "v_patient" else ""
    key = f"PRIMARY KEY ({names[0]})"
    return (
        f"CREATE TABLE {base} ({told}{secret}, {key});\n"
        f"CREATE VIEW {view} AS SELECT * FROM {base};\n"
    )


def dentrix(server: MariaDb, raw: bytes = COMPLETED) -> Dentrix:
    made = Dentrix(server, mapping.read(raw))
    made.begin_anew()
    return made
