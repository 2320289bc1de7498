"""The codes by which MySQL and MariaDB refuse, and what we say instead of their text.

That may quote what it was asked.
"""

import pymysql

DENIED = frozenset({1044, 1142, 1143, 1227, 1290})
"""Codes for what this account, or this server, does not allow."""
NOT_THERE = frozenset({1054, 1146})
"""Codes for a column or table that is not there; whoever is told so may look."""

UNREADABLE = {
    1044: "The database account may not read this database.",
    1054: "A column is not there any more.",
    1142: "The database account may not read this table.",
    1143: "The database account may not read one of the columns.",
    1146: "The table is not there.",
    1194: "The table is marked as damaged; the practice system must repair it.",
    1195: "The table is marked as damaged; the practice system must repair it.",
    1969: "Reading took longer than the account is allowed.",
    3024: "Reading took longer than the account is allowed.",
    1317: "Reading was interrupted.",
}
_AWAY = {
    1040: "The database has too many connections.",
    1045: "The database refused user or password.",
    1049: "There is no database of that name.",
    1130: "The database does not let this computer in.",
    1203: "The agent's account has too many connections.",
    1226: "The agent's account has used up what it may.",
    2003: "The database cannot be reached: is it running, do host and port fit?",
    4151: "The agent's account is locked.",
}


def code_of(why: pymysql.MySQLError) -> int:
    """PyMySQL's own errors have none."""
    return why.args[0] if why.args and isinstance(why.args[0], int) else 0


def away(code: int) -> str:
    return f"{_AWAY.get(code, 'The database does not answer.')} (code {code})"
