"""What each database role may do with a table, stated on the model itself.

`app` is the login everything starts as, `practice` the roles of all practices together, `clearing`
the role of the area where files that belong to no practice yet are kept. Rights are letters:
S select, I insert, U update, D delete.
"""

from dataclasses import dataclass

APP, PRACTICES, CLEARING = "dso_app", "dso_practice", "dso_clearing"
WORDS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}

HERE = "nullif(current_setting('dso.practice', true), '')::uuid"
GROUP_HERE = f"SELECT organization_id FROM registry_practice WHERE id = {HERE}"  # noqa: S608  # of our own words


@dataclass(frozen=True, slots=True)
class Rights:
    """`own_column` names the column that says whose row it is; practices see only their own.

    `group_column` names the organization's: practices see all rows of their own group. With both,
    they see their group's and write those that are theirs in it.
    """

    app: str = "SIUD"
    practice: str = ""
    clearing: str = ""
    own_column: str | None = None
    group_column: str | None = None

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
        if self.own_column is None and self.group_column is None:
            return []
        others = [role for role, letters in ((APP, self.app), (CLEARING, self.clearing)) if letters]
        policies = [
            f'DROP POLICY IF EXISTS platform ON "{table}"',
            f'DROP POLICY IF EXISTS own ON "{table}"',
            f'DROP POLICY IF EXISTS of_group ON "{table}"',
        ]
        if others:
            policies.append(
                f'CREATE POLICY platform ON "{table}" TO {", ".join(others)} USING (true)'
            )
        if self.practice:
            policies += self._of_practices(table)
        return [f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY', *policies]

    def _of_practices(self, table: str) -> list[str]:
        """A practice sees its own row of the registry alone: so it can only find its own group."""
        own = f"{self.own_column} = {HERE}" if self.own_column else ""
        group = f"{self.group_column} = ({GROUP_HERE})" if self.group_column else ""
        both = " AND ".join(filter(None, (own, group)))
        told = [f'CREATE POLICY own ON "{table}" TO {PRACTICES} USING ({both})']
        if own and group:
            of_group = f'CREATE POLICY of_group ON "{table}" FOR SELECT TO {PRACTICES}'
            told.append(f"{of_group} USING ({group})")
        return told


def practice_grant(table: str, *, append_only: bool, role: str) -> str:
    """The grant of one practice table to its practice; rows of record are only ever added."""
    letters = "SI" if append_only else "SIUD"
    return f'GRANT {_words(letters)} ON "{table}" TO {role}'


def _words(letters: str) -> str:
    return ", ".join(WORDS[letter] for letter in letters)
