"""The demo group: Lakeshore Dental Partners, its practices, people who treat, and payers. Pure.

Numbers are of the right form and belong to nobody: NPIs come from one series with correct check
digits, tax IDs begin with 00, which is never assigned.
"""

from dataclasses import dataclass
from datetime import date

ORGANIZATION_ID, ORGANIZATION_NAME = "lakeshore", "Lakeshore Dental Partners"
REGIONS = {"north": "North", "south": "South"}
NPI_SERIES = 199_900_000
CARD_PREFIX = "80840"  # what the check digit of an NPI is counted over, besides the NPI itself


def npi(place: int) -> str:
    """The NPI at `place` (0 to 99,999) of our series, with its Luhn check digit."""
    body = f"{NPI_SERIES + place:09d}"
    total = 0
    for position, digit in enumerate(reversed(CARD_PREFIX + body)):
        weighed = int(digit) * (2 if position % 2 == 0 else 1)
        total += weighed - 9 if weighed > 9 else weighed
    return f"{body}{-total % 10}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A practice. `prefix` begins its claim numbers; maple_street and northgate share a tax ID.

    `claims` are those to first payers in two years. Where a practice has a system of its own, it
    entered answers itself until now: only the newest mail is left to us.
    """

    public_id: str
    name: str
    region: str
    prefix: str
    place: int
    tax_id: str
    joined_on: date
    provider_ids: tuple[str, ...]
    is_pediatric: bool = False
    patients: int = 120
    claims: int = 360
    has_system: bool = False

    @property
    def npi(self) -> str:
        return npi(self.place)


@dataclass(frozen=True, slots=True)
class Treater:
    """A dentist or hygienist, known to each practice they serve under the same key."""

    public_id: str
    name: str
    role: str
    place: int

    @property
    def npi(self) -> str:
        return npi(self.place)


@dataclass(frozen=True, slots=True)
class Insurer:
    """A payer; `share` is how many of a hundred patients it covers."""

    public_id: str
    name: str
    family: str
    tax_id: str
    plan_kinds: tuple[str, ...]
    share: int

    @property
    def originator_id(self) -> str:
        return f"1{self.tax_id}"


LONG_AGO = date(2019, 1, 1)
SHARED_TAX_ID = "001000013"

SITES = (
    Site(
        public_id="harbor_point", name="Harbor Point Dental", region="north", prefix="HAR",
        place=1, tax_id="001000011", joined_on=LONG_AGO, provider_ids=("patel_a", "brooks_j"),
    ),
    Site(
        public_id="riverbend", name="Riverbend Family Dentistry", region="north", prefix="RIV",
        place=2, tax_id="001000012", joined_on=LONG_AGO, provider_ids=("patel_a",),
    ),
    Site(
        public_id="maple_street", name="Maple Street Dental", region="north", prefix="MST",
        place=3, tax_id=SHARED_TAX_ID, joined_on=LONG_AGO, provider_ids=("chen_m", "ward_t"),
    ),
    Site(
        public_id="northgate", name="Northgate Dental Care", region="north", prefix="NOR",
        place=4, tax_id=SHARED_TAX_ID, joined_on=LONG_AGO, provider_ids=("patel_a",),
    ),
    Site(
        public_id="maple_grove", name="Maple Grove Dental", region="south", prefix="MGR",
        place=5, tax_id="001000015", joined_on=LONG_AGO, provider_ids=("patel_r",),
    ),
    Site(
        public_id="oakview_kids", name="Oakview Pediatric Dentistry", region="south", prefix="OAK",
        place=6, tax_id="001000016", joined_on=LONG_AGO, provider_ids=("kim_h",), is_pediatric=True,
    ),
    Site(
        public_id="summit", name="Summit Dental Specialists", region="south", prefix="SUM",
        place=7, tax_id="001000017", joined_on=date(2025, 6, 1), provider_ids=("gomez_l",),
    ),
    Site(
        public_id="cedar_hill", name="Cedar Hill Dental", region="south", prefix="CED",
        place=8, tax_id="001000018", joined_on=date(2026, 3, 1), provider_ids=("lee_s",),
    ),
)  # fmt: skip
OFFICE = Site(
    public_id="fairview", name="Fairview Dental Arts", region="south", prefix="FAI",
    place=9, tax_id="001000019", joined_on=LONG_AGO,
    provider_ids=("nolan_e", "osei_k", "silva_m", "reed_d"), patients=3_000, claims=5_600,
    has_system=True,
)  # fmt: skip
"""The practice that has a practice system of its own, and an agent that reads it."""

ALL_SITES = (*SITES, OFFICE)
SITES_BY_ID = {site.public_id: site for site in ALL_SITES}

TREATERS = {
    treater.public_id: treater
    for treater in (
        Treater("patel_a", "Dr. Ana Patel", "dentist", 101),
        Treater("patel_r", "Dr. Raj Patel", "dentist", 102),
        Treater("chen_m", "Dr. Michael Chen", "dentist", 103),
        Treater("lee_s", "Dr. Sarah Lee", "dentist", 104),
        Treater("gomez_l", "Dr. Luis Gomez", "dentist", 105),
        Treater("kim_h", "Dr. Hana Kim", "dentist", 106),
        Treater("brooks_j", "Jenna Brooks RDH", "hygienist", 107),
        Treater("ward_t", "Tom Ward RDH", "hygienist", 108),
        Treater("nolan_e", "Dr. Erin Nolan", "dentist", 109),
        Treater("osei_k", "Dr. Kwame Osei", "dentist", 110),
        Treater("silva_m", "Maria Silva RDH", "hygienist", 111),
        Treater("reed_d", "Dan Reed RDH", "hygienist", 112),
    )
}

PPO = ("ppo",)
INSURERS = {
    insurer.public_id: insurer
    for insurer in (
        Insurer("delta_oh", "Delta Dental of Ohio", "Delta", "002000001", ("ppo", "hmo"), 20),
        Insurer("delta_ky", "Delta Dental of Kentucky", "Delta", "002000002", PPO, 8),
        Insurer("metlife", "MetLife", "", "002000003", PPO, 14),
        Insurer("cigna", "Cigna", "", "002000004", ("ppo", "hmo"), 10),
        Insurer("aetna", "Aetna", "", "002000005", PPO, 9),
        Insurer("guardian", "Guardian", "", "002000006", PPO, 8),
        Insurer("uhc", "UnitedHealthcare Dental", "", "002000007", PPO, 8),
        Insurer("humana", "Humana", "", "002000008", ("ppo", "hmo"), 6),
        Insurer("medicaid_oh", "Ohio Medicaid", "", "002000009", ("medicaid",), 11),
        Insurer("ameritas", "Ameritas", "", "002000010", ("indemnity", "ppo"), 6),
    )
}
