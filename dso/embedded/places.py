"""Where the embedded default keeps its things, and the connections that follow from it.

Read by the settings, so it starts nothing and imports no Django.
"""

import contextlib
import hashlib
import os
import pwd
import secrets
import stat
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from dso.embedded.trouble import NoPlace, in_words

POSTGRES_MAJOR = 18
DATABASE = "dso"
BROKER_DATABASE = "dso_broker"
APP_LOGIN = "dso_app"
OWNER_LOGIN = "dso_owner"
EMBEDDED_BROKER = f"pgmq://{APP_LOGIN}@localhost/{BROKER_DATABASE}"
INTERACTIVE, BULK = "interactive", "bulk"  # the queues
ACCOUNTS = ("postgres", "pgserver", "nobody")
SYSTEM_HOME = Path("/var/lib")
SOCKET_PATH_BYTES_MAX = 90  # the kernel allows 107, Postgres adds its own file name


class WrongDatabaseUrl(SystemExit):
    """DATABASE_URL or DATABASE_OWNER_URL cannot be read."""


class NoAccount(SystemExit):
    """We are root, and no ordinary account exists that could run Postgres."""


def own_secret(data: Path) -> str:
    """The secret of this installation, made at the first start, readable by its owner alone."""
    file = data / "secret_key"
    try:
        if not file.exists():
            data.mkdir(parents=True, exist_ok=True)
            _make_secret(file)
        return file.read_text().strip()
    except OSError as problem:
        words = in_words(problem, data)
        if words is None:
            raise
        raise NoPlace(words) from problem


def _make_secret(file: Path) -> None:
    """Whole or not at all: a disk may be full, and another process of ours may be quicker."""
    half = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(half, file)
    finally:
        half.unlink(missing_ok=True)


def server_account() -> pwd.struct_passwd | None:
    """Who runs Postgres: ourselves (None), or an ordinary account, since it refuses to run as root.

    Raises NoAccount when root has none of the three to hand the server to.
    """
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoAccount(
        "Postgres refuses to run as root and there is no account to run it as. "
        "Nothing was started. Create one of: " + ", ".join(ACCOUNTS) + "."
    )


def home(data: Path) -> Path:
    """The folder of cluster and socket: the data folder, or one beside it in the system.

    Under a private folder such as root's own the server's account cannot reach its files. We
    open nobody's folder for it: the cluster then lives in a folder of its own, named after this.
    """
    account = server_account()
    if account is None or is_reachable(data, account):
        return data
    return SYSTEM_HOME / f"dso-{_short(data)}"


def is_reachable(folder: Path, account: pwd.struct_passwd) -> bool:
    """Whether the account can walk down to this folder; what is not there yet will be ours."""
    return all(_lets_through(step, account) for step in (folder, *folder.parents) if step.exists())


def _lets_through(folder: Path, account: pwd.struct_passwd) -> bool:
    found = folder.stat()
    if found.st_uid == account.pw_uid:
        return bool(found.st_mode & stat.S_IXUSR)
    return bool(found.st_mode & stat.S_IXOTH)


def postgres_folder(data: Path) -> Path:
    """The major version stands in the name: a newer wheel must not meet older files."""
    return home(data) / f"pg{POSTGRES_MAJOR}"


def socket_folder(data: Path) -> Path:
    """A unix socket path is short by law of the kernel; a deep data folder gets a hashed one."""
    folder = home(data) / "run"
    if len(os.fsencode(folder)) <= SOCKET_PATH_BYTES_MAX:
        return folder
    return Path(tempfile.gettempdir()) / f"dso-{_short(data)}"


def databases(data: Path, *, url: str, owner_url: str) -> dict[str, dict[str, Any]]:
    if not url:
        return {
            "default": _connection(HOST=str(socket_folder(data)), NAME=DATABASE, USER=APP_LOGIN),
            "owner": _connection(HOST=str(socket_folder(data)), NAME=DATABASE, USER=OWNER_LOGIN),
        }
    if not owner_url:
        raise WrongDatabaseUrl("DATABASE_URL is set: DATABASE_OWNER_URL must be set too.")
    return {
        "default": _from_url("DATABASE_URL", url),
        "owner": _from_url("DATABASE_OWNER_URL", owner_url),
    }


def broker_url(data: Path, default: dict[str, Any]) -> str:
    """Queues live in a database of their own beside ours: losing them costs a delay, no work."""
    if default["HOST"] == str(socket_folder(data)):
        return EMBEDDED_BROKER
    return f"filesystem://{data / 'broker'}"


def _short(data: Path) -> str:
    return hashlib.sha256(os.fsencode(data)).hexdigest()[:16]


def _from_url(name: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise WrongDatabaseUrl(f"{name} is set but wrong: expected postgresql://user@host/name.")
    return _connection(
        HOST=unquote(parts.hostname or ""),
        PORT=str(parts.port or ""),
        NAME=unquote(parts.path.lstrip("/")),
        USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""),
        options=dict(parse_qsl(parts.query)),
    )


def _connection(*, options: dict[str, str] | None = None, **place: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {**(options or {})},
    }
