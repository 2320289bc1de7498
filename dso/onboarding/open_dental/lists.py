"""The lists of an office: words of its own, people who treat, codes, payers and plans. Pure."""

from collections.abc import Iterator
from datetime import date

from dso.onboarding.cases import ALLOWED
from dso.onboarding.fees import FEES, QUADRANTS, Fee
from dso.onboarding.group import INSURERS, TREATERS, Site
from dso.onboarding.open_dental.keys import CARRIERS, CODES, OPERATORIES, PLAN_NUMBERS
from dso.onboarding.open_dental.rows import Row, Tables

# Category and name of each word the office chose; keys of the program are whole numbers.
ADJUSTED_DOWN, PATIENT_CHECK, PATIENT_CARD, PAYER_CHECK, PAYER_EFT = 1, 2, 3, 4, 5
CONFIRMED, ARRIVED, UNCONFIRMED, CONTACT, VERIFIED = 6, 7, 8, 9, 10
WORDS = {
    ADJUSTED_DOWN: (1, "Courtesy discount", "-"),
    PATIENT_CHECK: (10, "Check", ""),
    PATIENT_CARD: (10, "Card", ""),
    PAYER_CHECK: (32, "Check", ""),
    PAYER_EFT: (32, "EFT", ""),
    CONFIRMED: (2, "Confirmed", ""),
    ARRIVED: (2, "Arrived", ""),
    UNCONFIRMED: (2, "Not confirmed", ""),
    CONTACT: (27, "Appointment", ""),
    VERIFIED: (38, "Verified", ""),
}
PREFERENCES = {
    "ProgramVersion": "24.3.50.0",
    "RandomPrimaryKeys": "0",
    "ClaimPaymentBatchOnly": "0",
    "ShowAutoDeposit": "0",
}
TAXONOMY = {"dentist": "1223G0001X", "hygienist": "124Q00000X"}
USUAL_FEES = 1
SURFACE, TOOTH, MOUTH, QUADRANT = 1, 2, 3, 4  # what a code is done of
CROWNS = ("D2740", "D2750")
PLAN_TYPES = {"ppo": "p", "hmo": "c"}
BY_APPOINTMENT = ("D1110", "D1120", "D4341", "D4910")
DEDUCTIBLE_CENTS, MAXIMUM_CENTS = 50_00, 1500_00
BENEFIT_DEDUCTIBLE, BENEFIT_LIMIT, CALENDAR_YEAR, INDIVIDUAL = 2, 5, 2, 1


def lists_of(site: Site, today: date) -> Tables:
    return {
        "preference": list(_preferences(site)),
        "definition": list(_definitions()),
        "provider": list(_providers(site)),
        "userod": [_user(number, name) for number, name in enumerate(("office", "front"), 1)],
        "clinic": [_clinic(site)],
        "operatory": [_operatory(number) for number in range(1, OPERATORIES + 1)],
        "procedurecode": list(_codes()),
        "feesched": [{"FeeSchedNum": USUAL_FEES, "Description": "Usual fees"}],
        "fee": list(_fees()),
        "carrier": list(_carriers()),
        "insplan": list(_plans()),
        "benefit": list(_benefits()),
    }


def _preferences(site: Site) -> Iterator[Row]:
    told = {"PracticeTitle": site.name, **PREFERENCES}
    for number, (name, value) in enumerate(told.items(), start=1):
        yield {"PrefNum": number, "PrefName": name, "ValueString": value}


def _clinic(site: Site) -> Row:
    """The office itself, as its claims name it."""
    return {
        "ClinicNum": 1,
        "Description": site.name,
        "Abbr": site.name[:20],
        "Address": "400 Sample Avenue",
        "City": "Lakeshore",
        "State": "OH",
        "Zip": "44107-1000",
        "Phone": "2165550142",
        "UseBillAddrOnClaims": 0,
    }


def _definitions() -> Iterator[Row]:
    for number, (category, name, value) in WORDS.items():
        yield {"DefNum": number, "Category": category, "ItemName": name, "ItemValue": value}


def _providers(site: Site) -> Iterator[Row]:
    for number, key in enumerate(site.provider_ids, start=1):
        treater = TREATERS[key]
        first, last = treater.name.removeprefix("Dr. ").removesuffix(" RDH").split(" ", 1)
        yield {
            "ProvNum": number,
            "Abbr": f"{first[0]}{last[:3]}".upper(),
            "ItemOrder": number,
            "FName": first,
            "LName": last,
            "IsSecondary": int(treater.role == "hygienist"),
            "NationalProvID": treater.npi,
            "TaxonomyCodeOverride": TAXONOMY[treater.role],
            "Suffix": "RDH" if treater.role == "hygienist" else "DDS",
            "UsingTIN": 1,
            "SigOnFile": 1,
            "FeeSched": USUAL_FEES,
        }


def _user(number: int, name: str) -> Row:
    return {"UserNum": number, "UserName": name}


def _operatory(number: int) -> Row:
    return {
        "OperatoryNum": number,
        "OpName": f"Room {number}",
        "Abbrev": f"R{number}",
        "ItemOrder": number,
        "ProvDentist": number if number <= OPERATORIES // 2 else 0,
        "IsHygiene": int(number > OPERATORIES // 2),
    }


def _codes() -> Iterator[Row]:
    for code, fee in FEES.items():
        yield {
            "CodeNum": CODES[code],
            "ProcCode": code,
            "Descript": fee.label,
            "AbbrDesc": code,
            "IsHygiene": int(code in BY_APPOINTMENT),
            "IsProsth": int(code in CROWNS),
            "TreatArea": _area(fee),
        }


def _area(fee: Fee) -> int:
    if fee.teeth == QUADRANTS:
        return QUADRANT
    if fee.teeth:
        return SURFACE if fee.surfaces else TOOTH
    return MOUTH


def _fees() -> Iterator[Row]:
    for number, (code, fee) in enumerate(FEES.items(), start=1):
        yield {
            "FeeNum": number,
            "Amount": fee.cents / 100,
            "FeeSched": USUAL_FEES,
            "CodeNum": CODES[code],
        }


def _carriers() -> Iterator[Row]:
    for key, number in CARRIERS.items():
        insurer = INSURERS[key]
        yield {
            "CarrierNum": number,
            "CarrierName": insurer.name,
            "TIN": insurer.tax_id,
            "ElectID": insurer.tax_id[-5:],
        }


def _plans() -> Iterator[Row]:
    for (key, kind), number in PLAN_NUMBERS.items():
        yield {
            "PlanNum": number,
            "CarrierNum": CARRIERS[key],
            "GroupName": f"Demo group {number}",
            "GroupNum": f"G{number:04d}",
            "PlanType": PLAN_TYPES.get(kind, ""),
        }


def _benefits() -> Iterator[Row]:
    """A deductible and a yearly maximum for each plan that leaves anything to the patient."""
    number = 0
    for (_, kind), plan in PLAN_NUMBERS.items():
        for benefit, cents in (
            (BENEFIT_DEDUCTIBLE, DEDUCTIBLE_CENTS),
            (BENEFIT_LIMIT, MAXIMUM_CENTS * ALLOWED[kind] // 100),
        ):
            number += 1
            yield {
                "BenefitNum": number,
                "PlanNum": plan,
                "BenefitType": benefit,
                "MonetaryAmt": cents / 100,
                "TimePeriod": CALENDAR_YEAR,
                "CoverageLevel": INDIVIDUAL,
            }
