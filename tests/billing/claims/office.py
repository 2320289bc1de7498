"""A practice whose own system has one patient with cover and finished work."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from billing.claims import actions as claims
from billing.claims.building import Kind
from billing.claims.models import Claim
from billing.ledger import queries as books
from billing.ledger.accounts import Account
from billing.payers import actions as payers
from billing.payers.naming import Named
from practices.jobs import actions as jobs
from practices.mirror.models import Procedure
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions as sync
from tests.practices.sync.source import drop, put

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SERVED = date(2026, 11, 2)
PATIENT, PARENT = 5, 50


class Office:
    """`procedure` puts one service, 100.00 unless said, on the day of service; `read` makes it so
    that our rooms have seen it."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        with in_practice(practice):
            put("provider", 8, LName="Who", FName="Ann", NationalProvID="1234567893")
            put("patient", PATIENT, FName="Ann", LName="Sample", Birthdate=date(2015, 5, 1))
            for key, code in ((1, "D1110"), (2, "D2740"), (3, "D9986")):
                put("procedurecode", key, ProcCode=code, Descript=code, NoBillIns=int(key == 3))
        self.cover()

    def cover(
        self,
        rank: int = 1,
        *,
        plan: Mapping[str, object] | None = None,
        held: Mapping[str, object] | None = None,
        **columns: object,
    ) -> None:
        """Cover, subscription, plan and carrier have the rank in their keys."""
        plan = {"PlanType": "p", "GroupNum": f"G{rank}", **(plan or {})}
        held = {"Subscriber": PATIENT, "SubscriberID": f"M-{rank}", "AssignBen": 1, **(held or {})}
        told: dict[str, object] = {"PatNum": PATIENT, "Ordinal": rank, "InsSubNum": 40 + rank}
        with in_practice(self.practice):
            name = f"Sample Plans {rank}"
            put("carrier", 20 + rank, CarrierName=name, ElectID=f"SDP0{rank}")
            put("insplan", 30 + rank, CarrierNum=20 + rank, **plan)
            put("inssub", 40 + rank, PlanNum=30 + rank, **held)
            put("patplan", 60 + rank, **(told | columns))

    def procedure(self, key: int = 101, **columns: object) -> None:
        told: dict[str, object] = {
            "PatNum": PATIENT, "ProvNum": 8, "CodeNum": 1, "ProcStatus": 2, "ProcDate": SERVED,
            "ProcFee": 100.0, "UnitQty": 1,
        }  # fmt: skip
        with in_practice(self.practice):
            put("procedurelog", key, **(told | columns))

    def claim(self, key: int, *procedures: int, plan: int = 31, **columns: object) -> None:
        """A claim of the practice's own, 100.00 for each procedure, sent."""
        told: dict[str, object] = {
            "PatNum": PATIENT, "PlanNum": plan, "InsSubNum": plan + 10, "ClaimType": "P",
            "ClaimStatus": "S", "DateService": SERVED, "DateSent": SERVED, "ProvTreat": 8,
            "ClaimIdentifier": f"{PATIENT}/{key}",
        }  # fmt: skip
        with in_practice(self.practice):
            put("claim", key, **(told | columns))
            for place, procedure in enumerate(procedures, start=1):
                put(
                    "claimproc", key * 10 + place, ClaimNum=key, PatNum=PATIENT, ProcNum=procedure,
                    LineNumber=place, CodeSent="D1110", FeeBilled=100.0, ProcDate=SERVED,
                )  # fmt: skip

    def drop(self, table: str, key: int) -> None:
        with in_practice(self.practice):
            drop(table, key, now=NOW)

    def read(self) -> "Office":
        with in_practice(self.practice):
            sync.ask_for_records(self.practice, now=NOW)
        jobs.run_all_now(now=NOW)
        return self

    def build(self, *keys: int, kind: Kind = "claim") -> dict[str, str]:
        """Why some could not be drafted, by key. Payers are named first, as the job does."""
        payers.register({Named(f"Sample Plans {rank}", f"SDP0{rank}") for rank in (1, 2)})
        with in_practice(self.practice):
            wanted = [str(key) for key in keys] or list(
                Procedure.objects.values_list("source_key", flat=True)
            )
            return dict(claims.build(wanted, kind=kind, now=NOW).unfit)

    def claims(self) -> list[Claim]:
        """Those that stand, in the order in which they were opened."""
        with in_practice(self.practice):
            return list(Claim.objects.with_names().exclude(state="void").order_by("pk"))

    def owed(self) -> dict[Account, int]:
        """Over all claims, taken back ones included."""
        with in_practice(self.practice):
            ids = list(Claim.objects.values_list("pk", flat=True))
            sums: dict[Account, int] = {}
            for book in books.balances_by_claim(ids).values():
                for account, cents in book.items():
                    sums[account] = sums.get(account, 0) + cents
            return {account: cents for account, cents in sums.items() if cents}
