"""Lists and single rows. A filter that is not known is ignored, and the whole table comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.doubles.open_dental.database import Database
from tests.doubles.open_dental.shapes import ENUMS, NotFound, answer_of, number_of


@dataclass(frozen=True)
class Resource:
    """`needs` are filters without which there is no list; `since` filters on or after a stamp."""

    table: str
    key: str
    filters: tuple[str, ...] = ()
    since: str = ""
    needs: tuple[str, ...] = ()


class BadRequest(Exception):
    """400 with its text."""


@dataclass(frozen=True)
class Page:
    """`rows` of one page: at most `size`."""

    size: int = 100
    asked: Mapping[str, str] = field(default_factory=dict)


RESOURCES = {
    "claims": Resource("claim", "ClaimNum", ("PatNum", "ClaimStatus", "ClaimIdentifier"),
                       "SecDateTEdit"),
    "claimprocs": Resource("claimproc", "ClaimProcNum",
                           ("ProcNum", "ClaimNum", "PatNum", "ClaimPaymentNum", "Status")),
    "claimpayments": Resource("claimpayment", "ClaimPaymentNum", (), "SecDateTEdit"),
    "claimtrackings": Resource("claimtracking", "ClaimTrackingNum", ("ClaimNum",)),
    "commlogs": Resource("commlog", "CommlogNum", ("PatNum",), "DateTStamp"),
    "documents": Resource("document", "DocNum", ("PatNum",), "", ("PatNum",)),
    "adjustments": Resource("adjustment", "AdjNum", ("PatNum",), "", ("PatNum",)),
    "insverifies": Resource("insverify", "InsVerifyNum", ("VerifyType", "FKey"), "SecDateTEdit"),
    "procedurelogs": Resource("procedurelog", "ProcNum", ("PatNum", "AptNum"), "DateTStamp"),
    "preferences": Resource("preference", "PrefNum", ("PrefName",)),
    "definitions": Resource("definition", "DefNum", ("Category",)),
}  # fmt: skip


def single(database: Database, resource: Resource, key: int) -> dict[str, object]:
    """Raises NotFound."""
    row = database.one(resource.table, resource.key, key)
    if row is None:
        raise NotFound(f"{resource.key} not found")
    return answer_of(resource.table, row)


def listed(database: Database, resource: Resource, page: Page) -> list[dict[str, object]]:
    """Raises BadRequest. Never sorted by the stamp."""
    for name in resource.needs:
        if name not in page.asked:
            raise BadRequest(f"{name} is required.")
    where, given = ["1 = 1"], []
    for name in resource.filters:
        if name in page.asked:
            where.append(f"{name} = %s")
            given.append(_value(resource, name, page.asked[name]))
    if resource.since and resource.since in page.asked:
        where.append(f"{resource.since} >= %s")
        given.append(page.asked[resource.since])
    size = min(page.size, int(page.asked.get("Limit", page.size)))
    offset = int(page.asked.get("Offset", 0))
    sql = (
        f"SELECT * FROM {resource.table} WHERE {' AND '.join(where)}"
        f" ORDER BY {resource.key} LIMIT {size:d} OFFSET {offset:d}"
    )
    return [answer_of(resource.table, row) for row in database.rows(sql, given)]


def _value(resource: Resource, name: str, text: str) -> object:
    if (resource.table, name) in ENUMS:
        return number_of(resource.table, name, text)
    return text
