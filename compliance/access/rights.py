"""What each database role may do with a table, stated on the model itself.

`app` is the login everything starts as, `practice` the roles of all practices together, `clearing`
the role of the area where files that belong to no practice yet are kept. Rights are letters:
S select, I insert, U update, D delete.
"""

from dataclasses import dataclass

APP, PRACTICES, CLEARING = "dso_app", "dso_practice", "dso_clearing"
WORDS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}


@dataclass(frozen=True, slots=True)
class Rights:
    """`own_column` names the column that says whose row it is; practices see only their own."""

    app: str = "SIUD"
    practice: str = ""
    clearing: str = ""
    own_column: str | None = None

    def statements(self, table: str) -> list[str]:
        """Idempotent SQL that brings grants and row security of one public table in order."""
        by_role = {APP: self.app, PRACTICES: self.practice, CLEARING: self.clearing}
        granted = [
            f'GRANT {_words(letters)} ON "{table}" TO {role}'
            for role, letters in by_role.items()
            if letters
        ]
        revoked = [f'REVOKE ALL ON "{table}" FROM {", ".join(by_role)}']
        return revoked + granted + self._row_security(table)

    def _row_security(self, table: str) -> list[str]:
        if self.own_column is None:
            return []
        others = [role for role, letters in ((APP, self.app), (CLEARING, self.clearing)) if letters]
        own = f"{self.own_column} = nullif(current_setting('dso.practice', true), '')::uuid"
        policies = [
            f'DROP POLICY IF EXISTS platform ON "{table}"',
            f'DROP POLICY IF EXISTS own ON "{table}"',
        ]
        if others:
            policies.append(
                f'CREATE POLICY platform ON "{table}" TO {", ".join(others)} USING (true)'
            )
        if self.practice:
            policies.append(f'CREATE POLICY own ON "{table}" TO {PRACTICES} USING ({own})')
        return [f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY', *policies]


def practice_grant(table: str, *, append_only: bool, role: str) -> str:
    """The grant of one practice table to its practice; rows of record are only ever added."""
    letters = "SI" if append_only else "SIUD"
    return f'GRANT {_words(letters)} ON "{table}" TO {role}'


def _words(letters: str) -> str:
    return ", ".join(WORDS[letter] for letter in letters)
