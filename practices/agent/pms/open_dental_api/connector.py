"""Open Dental as what orders are carried out in; see practices.agent.writing.connector."""

from practices.agent.pms.open_dental_api import looking, versions
from practices.agent.pms.open_dental_api.client import ApiClient
from practices.agent.pms.open_dental_api.doing import call_of
from practices.agent.pms.open_dental_api.rows import RESOURCES, row_of
from practices.agent.writing.connector import ApiRefused, Look, Seen
from practices.wire.commands import Command, DropCheck, Step, Value

TOO_OLD = 410


class OpenDentalApi:
    """`version` is asked for once: which methods there are depends on it."""

    def __init__(self, client: ApiClient) -> None:
        self._client = client
        self._version: versions.Version | None = None

    def version(self) -> str:
        """The program's, as it tells it; "" where it does not. Raises ApiAway, ApiRefused."""
        return ".".join(str(part) for part in self._known_version())

    def row(self, table: str, key: int) -> dict[str, Value] | None:
        raw = self._client.one(f"{RESOURCES[table]}/{key:d}")
        return None if raw is None else row_of(table, raw)

    def look(self, step: Step, command: Command) -> Seen:
        return looking.look(self._client, step, command)

    def do(self, step: Step, command: Command) -> None:
        key = None
        if isinstance(step, DropCheck):
            seen = self.look(step, command)
            if seen.look is Look.FOUND:
                return
            if seen.look is Look.UNSURE:
                raise ApiRefused(0, seen.why)
            key = seen.key
        method, path, fields = call_of(step, command.mark, key)
        needs = versions.needed(method, path)
        if needs > (self._known_version() or needs):
            told = ".".join(str(part) for part in needs)
            raise ApiRefused(TOO_OLD, f"The practice's program is older than {told}: update it.")
        self._client.write(method, path, fields)

    def close(self) -> None:
        self._client.close()

    def _known_version(self) -> versions.Version:
        if self._version is None:
            rows = self._client.rows("preferences", {"PrefName": "ProgramVersion"})
            told = {str(row.get("PrefName")): str(row.get("ValueString")) for row in rows}
            self._version = versions.parsed(told.get("ProgramVersion", ""))
        return self._version
