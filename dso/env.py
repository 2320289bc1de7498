"""Typed readers of the environment: a set but wrong value stops the start, with its name."""

import os
from pathlib import Path


class WrongSetting(SystemExit):
    """An environment variable is set to something we cannot use."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"{name} is set but wrong: expected {expected}.")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def choice(name: str, default: str, *, allowed: tuple[str, ...]) -> str:
    value = os.environ.get(name, default)
    if value not in allowed:
        raise WrongSetting(name, "one of " + ", ".join(allowed))
    return value


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() not in {"1", "0", "true", "false", "yes", "no"}:
        raise WrongSetting(name, "1 or 0")
    return value.lower() in {"1", "true", "yes"}


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise WrongSetting(name, f"a whole number from {least} to {most}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return several(text(name, default))


def several(value: str) -> list[str]:
    """What stands between commas."""
    return [word.strip() for word in value.split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    value = os.environ.get(name)
    path = Path(value) if value else default
    if not path.is_absolute():
        path = Path.cwd() / path
    if path.exists() and not path.is_dir():
        raise WrongSetting(name, "a folder")
    return path


def secret(name: str, *, default: str = "") -> str:
    """A secret stands in NAME itself or, better, in the file that NAME_FILE points to."""
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text().strip()
    except OSError as problem:
        raise WrongSetting(f"{name}_FILE", "a file that can be read") from problem
