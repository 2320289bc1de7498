"""What a new cluster needs before the product can sign in: two logins, two databases, queues."""

from importlib.resources import files

import psycopg
from psycopg import sql

from dso.embedded.places import APP_LOGIN, BROKER_DATABASE, BULK, DATABASE, INTERACTIVE, OWNER_LOGIN

# The owner makes practices (schema and role each); the app steps into one and inherits none.
LOGINS = {
    OWNER_LOGIN: "LOGIN CREATEROLE CREATEDB NOSUPERUSER",
    APP_LOGIN: "LOGIN NOINHERIT NOCREATEROLE NOCREATEDB NOSUPERUSER",
}
QUEUES = (INTERACTIVE, BULK)
KNOCK_EVERY_MS = 50  # a worker is told of new messages at most this often
OWNERS = {DATABASE: OWNER_LOGIN, BROKER_DATABASE: APP_LOGIN}


def bootstrap(socket: str) -> None:
    """Make what is missing. Safe to repeat, also after a crash between any two steps."""
    with _connect(socket, "postgres", "postgres") as server:
        for login, rights in LOGINS.items():
            if not _has(server, "SELECT 1 FROM pg_roles WHERE rolname = %s", login):
                server.execute(sql.SQL(f"CREATE ROLE {{}} {rights}").format(sql.Identifier(login)))
        for name, owner in OWNERS.items():
            if not _has(server, "SELECT 1 FROM pg_database WHERE datname = %s", name):
                names = (sql.Identifier(name), sql.Identifier(owner))
                server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))
    with _connect(socket, DATABASE, "postgres") as database:
        _close_public_schema(database)
    with _connect(socket, BROKER_DATABASE, APP_LOGIN) as broker:
        _load_queues(broker)


def _close_public_schema(database: psycopg.Connection) -> None:
    owner = sql.Identifier(OWNER_LOGIN)
    query = "SELECT 1 FROM pg_namespace WHERE nspname = 'public' AND nspowner = %s::regrole"
    if not _has(database, query, OWNER_LOGIN):
        database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        database.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))


def _load_queues(broker: psycopg.Connection) -> None:
    if not _has(broker, "SELECT 1 FROM pg_namespace WHERE nspname = %s", "pgmq"):
        script = (files("pgmq.sql") / "pgmq.sql").read_bytes()
        with broker.transaction():
            broker.execute(script)
    for queue in QUEUES:
        if not _has(broker, "SELECT 1 FROM pgmq.meta WHERE queue_name = %s", queue):
            with broker.transaction():
                broker.execute("SELECT pgmq.create(%s)", [queue])
                broker.execute("SELECT pgmq.enable_notify_insert(%s, %s)", [queue, KNOCK_EVERY_MS])


def _has(connection: psycopg.Connection, query: str, name: str) -> bool:
    parameters = (name,) if "%s" in query else ()
    return connection.execute(query.encode(), parameters).fetchone() is not None


def _connect(socket: str, database: str, login: str) -> psycopg.Connection:
    return psycopg.connect(
        host=socket, dbname=database, user=login, autocommit=True, connect_timeout=30
    )
