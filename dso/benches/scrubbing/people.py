"""Made-up people, practices and plans that nothing is wrong with. Pure."""

from datetime import date, timedelta
from random import Random

from billing.eligibility.benefits import Amount, Benefits, Limit, Served, Share
from billing.scrub.facts import Attached, Noted
from billing.scrub.parties import Address, Billing, Credential, Dentist, Payer, Person

TODAY = date(2026, 11, 20)
FIRST = ("Alex", "Robin", "Sam", "Dana", "Lee", "Kim", "Pat", "Jo", "Casey", "Morgan")
LAST = ("Miller", "Rivera", "Chen", "Okafor", "Larsen", "Novak", "Haddad", "Silva", "Kaya", "Reed")
CITIES = (("Lakeview", "OH", "44101"), ("Milford", "MI", "48381"), ("Salem", "OR", "97301"))
BILLING = Billing(
    npi="1679576722",
    npi_kind=2,
    tax_id="412357896",
    taxonomy="1223G0001X",
    name="Lakeview Dental",
    address=Address(street="10 Main St", city="Lakeview", state="OH", zip="441011234"),
    phone="2165550100",
)
DENTIST = Dentist(
    npi="1234567893",
    npi_kind=1,
    name="Sam Rivera",
    taxonomy="1223G0001X",
    license="30012345",
)
IN_NETWORK = Credential(status="in", from_on=date(2019, 1, 1))
PAYERS = tuple(
    Payer(
        id=f"p{number}",
        name=f"Sample Dental {number}",
        code=f"{60_000 + 137 * number}",
        filing_days=365,
        duplicate_days=10,
    )
    for number in range(1, 9)
)


def day_before(chance: Random, days_min: int, days_max: int) -> date:
    return TODAY - timedelta(days=chance.randint(days_min, days_max))


def person(chance: Random, age_min: int, age_max: int) -> Person:
    """Born so that the age holds on every day of the last months."""
    age = chance.randint(age_min, age_max)
    city, state, zip_code = chance.choice(CITIES)
    return Person(
        first_name=chance.choice(FIRST),
        last_name=chance.choice(LAST),
        born_on=date(TODAY.year - age - 1, chance.randint(1, 6), chance.randint(1, 28)),
        sex=chance.choice("FM"),
        address=Address(
            street=f"{chance.randint(1, 900)} Elm St", city=city, state=state, zip=zip_code
        ),
    )


def member_id(chance: Random) -> str:
    return f"W{chance.randint(100_000_000, 999_999_999)}"


def benefits(chance: Random, history: tuple[Served, ...]) -> Benefits:
    """An ordinary plan: classes, a maximum with most of it left, limits nobody has used up."""
    return Benefits(
        is_active=True,
        begins_on=date(2022, 1, 1),
        year_begins_month=1,
        network="in",
        checked_on=TODAY - timedelta(days=chance.randint(1, 12)),
        expires_on=date(2026, 12, 31),
        shares=(
            Share(plan_percent=100, service_class="diagnostic"),
            Share(plan_percent=100, service_class="preventive"),
            Share(plan_percent=80, service_class="restorative"),
        ),
        amounts=(
            Amount(kind="maximum", total_cents=3000_00, left_cents=2950_00),
            Amount(kind="deductible", total_cents=50_00, left_cents=0),
        ),
        limits=(
            Limit(codes="D0120 D0140 D0150", count=4, period="calendar_year"),
            Limit(codes="D1110 D1120 D4910", count=4, period="calendar_year"),
            Limit(codes="D0210 D0330", count=1, period="months_to_day", months=60),
            Limit(codes="D0272..D0274", count=2, period="calendar_year"),
            Limit(codes="D1206 D1208", count=2, period="calendar_year", age_max=18),
            Limit(codes="D2710..D2794", count=1, period="months_to_day", months=60, scope="tooth"),
            Limit(
                codes="D4341 D4342", count=1, period="months_to_day", months=24, scope="quadrant"
            ),
        ),
        missing_tooth_clause=False,
        history=history,
        history_known=True,
    )


def radiograph(tooth: str, made_on: date, number: str) -> Attached:
    return Attached(
        kind="radiograph", made_on=made_on, teeth=(tooth,), quality=90, bytes=400_000,
        file_type="jpg", control_number=number,
    )  # fmt: skip


def note(day: date, code: str, teeth: tuple[str, ...], **more: object) -> Noted:
    told = {"id": f"n-{code}", "written_on": day, "teeth": teeth, "procedure_code": code}
    return Noted(**told | {"is_signed": True} | more)  # type: ignore[arg-type]  # as given
