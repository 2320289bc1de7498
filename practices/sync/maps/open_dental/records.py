"""What Open Dental's rows mean in our words. Codes are facts of its tables.

An amount of -1 is how it writes "none" in estimates; the amounts read here are never estimates.
`ProcFee` is for one unit; a procedure has at least one.
"""

from practices.sync.maps.meaning import (
    Meaning,
    Reader,
    Row,
    cents,
    choice,
    count,
    day,
    day_of,
    first,
    flag,
    has,
    key,
    link,
    moment,
    number,
    product,
    text,
)
from practices.sync.maps.open_dental.codes import (
    AREAS,
    DIAGNOSES,
    FREQUENCIES,
    MONTHS_MAX,
    PLACES,
    PROSTHESIS,
    RELATIONSHIP,
    SEX,
    YES,
)
from practices.sync.maps.open_dental.places import PLACES_AND_MOUTHS

MINUTES_PER_MARK = 5  # of an appointment's pattern
PATTERN = text("Pattern", most=255)
UNITS_MAX, KIND_MAX, LINE_MAX, RANK_MAX = 999, 255, 255, 255


def _minutes(row: Row) -> int:
    return MINUTES_PER_MARK * len(PATTERN(row))


def _units(row: Row) -> int:
    units = count("UnitQty", UNITS_MAX)(row) + count("BaseUnits", UNITS_MAX)(row)
    return max(1, int(units))


def _may_text(row: Row) -> bool | None:
    return {1: True, 2: False}.get(row.values["TxtMsgOk"])


def _is_unearned(row: Row) -> bool:
    return bool(row.values["UnearnedType"])


def _accident(row: Row) -> str:
    """Work counts first: it says who else may have to pay."""
    if row.values["EmployRelated"] == YES:
        return "employment"
    return {"A": "auto", "E": "employment", "O": "other"}.get(row.values["AccidentRelated"], "")


def _diagnoses(row: Row) -> str:
    told = (text(column, most=19)(row) for column in DIAGNOSES)
    return ",".join(filter(None, told))


def _shown(column: str) -> Reader:
    return lambda row: not row.values[column]


MEANINGS: tuple[Meaning, ...] = (
    Meaning(
        "provider",
        "Provider",
        key("ProvNum"),
        {
            "name": first(
                text("FName", "LName", most=80), text("Abbr", most=80), key("ProvNum", "Provider ")
            ),
            "role": choice("IsSecondary", {0: "dentist"}, "hygienist"),
            "npi": text("NationalProvID", most=10),
            "first_name": text("FName", most=100),
            "last_name": text("LName", most=100),
            "suffix": text("Suffix", most=100),
            "taxonomy": text("TaxonomyCodeOverride", most=255),
            "specialty_key": key("Specialty"),
            "license": lambda _: "",  # it stands by state, in a table that is not read
            "medicaid_id": text("MedicaidID", most=20),
            "fee_schedule_key": key("FeeSched"),
            "billing_provider_key": key("ProvNumBillingOverride"),
            "bills_by_tax_id": flag("UsingTIN"),
            "is_person": _shown("IsNotPerson"),
            "has_signature": flag("SigOnFile"),
            "is_active": lambda row: not row.values["IsHidden"] and not row.values["ProvStatus"],
        },
    ),
    Meaning(
        "patient",
        "Patient",
        key("PatNum"),
        {
            "first_name": text("FName", most=100),
            "last_name": text("LName", most=100),
            "preferred_name": text("Preferred", most=100),
            "born_on": day("Birthdate"),
            "status": choice(
                "PatStatus",
                {
                    0: "patient",
                    2: "inactive",
                    3: "archived",
                    4: "deleted",
                    5: "deceased",
                    6: "prospective",
                },
                "other",
            ),
            "guarantor_key": key("Guarantor"),
            "provider_key": key("PriProv"),
            "phone": first(text("HmPhone", most=30), text("WkPhone", most=30)),
            "mobile": text("WirelessPhone", most=30),
            "email": text("Email", most=100),
            "address": text("Address", most=200),
            "city": text("City", most=100),
            "state": text("State", most=100),
            "zip": text("Zip", most=100),
            "language": text("Language", most=100),
            "may_text": _may_text,
            "middle_name": text("MiddleI", most=100),
            "sex": choice("Gender", SEX, ""),
            "died_on": day_of("DateTimeDeceased"),
            "fee_schedule_key": key("FeeSched"),
            "medicaid_id": text("MedicaidID", most=20),
        },
    ),
    Meaning(
        "carrier",
        "Carrier",
        key("CarrierNum"),
        {
            "name": text("CarrierName", most=255),
            "payer_code": text("ElectID", most=80),
            "phone": text("Phone", most=40),
            "address": text("Address", "Address2", most=200),
            "city": text("City", most=100),
            "state": text("State", most=100),
            "zip": text("Zip", most=100),
            "tax_id": text("TIN", most=40),
        },
    ),
    Meaning(
        "insplan",
        "Plan",
        key("PlanNum"),
        {
            "carrier_key": link("CarrierNum"),
            "group_name": text("GroupName", most=80),
            "group_number": text("GroupNum", most=40),
            "kind": choice("PlanType", {"p": "ppo", "f": "copay", "c": "capitation"}, "percentage"),
            "is_medical": flag("IsMedical"),
            "filing_code": key("FilingCode"),
            "fee_schedule_key": key("FeeSched"),
            "bills_usual_fees": flag("ClaimsUseUCR"),
        },
    ),
    Meaning(
        "inssub",
        "Subscription",
        key("InsSubNum"),
        {
            "plan_key": link("PlanNum"),
            "subscriber_key": link("Subscriber"),
            "member_id": text("SubscriberID", most=80),
            "starts_on": day("DateEffective"),
            "ends_on": day("DateTerm"),
            "releases_information": flag("ReleaseInfo"),
            "assigns_benefits": flag("AssignBen"),
        },
    ),
    Meaning(
        "patplan",
        "Coverage",
        key("PatPlanNum"),
        {
            "patient_key": link("PatNum"),
            "subscription_key": link("InsSubNum"),
            "rank": count("Ordinal", RANK_MAX),
            "member_id": text("PatID", most=80),
            "relationship": choice("Relationship", RELATIONSHIP, "other"),
            "is_pending": flag("IsPending"),
        },
    ),
    *PLACES_AND_MOUTHS,
    Meaning(
        "appointment",
        "Appointment",
        key("AptNum"),
        {
            "patient_key": link("PatNum"),
            "provider_key": link("ProvNum"),
            "hygienist_key": link("ProvHyg"),
            "operatory_key": key("Op"),
            "status": choice(
                "AptStatus",
                {
                    1: "scheduled",
                    2: "complete",
                    3: "unscheduled",
                    4: "scheduled",
                    5: "broken",
                    6: "planned",
                },
                "note",
            ),
            "starts_at": moment("AptDateTime"),
            "minutes": _minutes,
            "is_hygiene": flag("IsHygiene"),
            "is_new_patient": flag("IsNewPatient"),
        },
    ),
    Meaning(
        "procedurecode",
        "ProcedureCode",
        key("CodeNum"),
        {
            "code": text("ProcCode", most=15),
            "label": text("Descript", most=255),
            "is_hygiene": flag("IsHygiene"),
            "is_never_billed": flag("NoBillIns"),
            "is_prosthesis": flag("IsProsth"),
            "area": choice("TreatArea", AREAS, ""),
        },
    ),
    Meaning(
        "procedurelog",
        "Procedure",
        key("ProcNum"),
        {
            "patient_key": link("PatNum"),
            "provider_key": link("ProvNum"),
            "appointment_key": link("AptNum"),
            "code_key": link("CodeNum"),
            "status": choice(
                "ProcStatus",
                {
                    1: "planned",
                    2: "complete",
                    3: "existing",
                    4: "existing",
                    5: "referred",
                    6: "deleted",
                    7: "condition",
                    8: "planned",
                },
            ),
            "done_on": day("ProcDate"),
            "planned_on": day("DateTP"),
            "fee_cents": product(cents("ProcFee"), _units),
            "tooth": text("ToothNum", most=4),
            "tooth_range": text("ToothRange", most=100),
            "surfaces": text("Surf", most=10),
            "clinic_key": link("ClinicNum"),
            "quantity": _units,
            "place": choice("PlaceService", PLACES, ""),
            "prosthesis": choice("Prosthesis", PROSTHESIS, ""),
            "prior_placed_on": day("DateOriginalProsth"),
            "is_prior_guessed": flag("IsDateProsthEst"),
            "diagnoses": _diagnoses,
            "claim_note": text("ClaimNote", most=80),
            "is_emergency": flag("Urgency"),
            "is_locked": flag("IsLocked"),
            "completed_on": day("DateComplete"),
        },
    ),
    Meaning(
        "claim",
        "InsuranceClaim",
        key("ClaimNum"),
        {
            "patient_key": link("PatNum"),
            "provider_key": link("ProvTreat"),
            "subscription_key": link("InsSubNum"),
            "plan_key": link("PlanNum"),
            "number": text("ClaimIdentifier", most=255),
            "payer_number": text("OrigRefNum", most=255),
            "kind": choice(
                "ClaimType",
                {"P": "first", "S": "second", "Other": "third", "PreAuth": "estimate"},
                "other",
            ),
            "status": choice(
                "ClaimStatus",
                {
                    "U": "unsent",
                    "H": "held",
                    "I": "held",
                    "W": "waiting",
                    "P": "sent",
                    "S": "sent",
                    "R": "received",
                },
            ),
            "fee_cents": cents("ClaimFee"),
            "served_on": day("DateService"),
            "sent_on": day("DateSent"),
            "received_on": day("DateReceived"),
            "billing_provider_key": link("ProvBill"),
            "clinic_key": link("ClinicNum"),
            "relationship": choice("PatRelat", RELATIONSHIP, "other"),
            "frequency": choice("CorrectionType", FREQUENCIES, "1"),
            "place": choice("PlaceService", PLACES, ""),
            "narrative": text("Narrative", most=65_536),
            "note": text("ClaimNote", most=400),
            "predetermination_number": text("PreAuthString", most=40),
            "authorization_number": text("PriorAuthorizationNumber", most=50),
            "referral_number": text("RefNumString", most=40),
            "attachment_number": text("AttachmentID", most=255),
            "attached": text("AttachedFlags", most=255),
            "accident": _accident,
            "accident_on": day("AccidentDate"),
            "accident_state": text("AccidentST", most=2),
            "is_orthodontic": flag("IsOrtho"),
            "appliance_on": day("OrthoDate"),
            "months_total": count("OrthoTotalM", MONTHS_MAX),
            "months_left": count("OrthoRemainM", MONTHS_MAX),
        },
    ),
    Meaning(
        "claimproc",
        "InsuranceLine",
        key("ClaimProcNum"),
        {
            "claim_key": link("ClaimNum"),
            "procedure_key": link("ProcNum"),
            "payment_key": link("ClaimPaymentNum"),
            "number": count("LineNumber", LINE_MAX),
            "status": choice(
                "Status",
                {0: "waiting", 1: "received", 2: "estimate", 4: "supplemental"},
                "other",
            ),
            "code": text("CodeSent", most=15),
            "fee_cents": cents("FeeBilled"),
            "paid_cents": cents("InsPayAmt"),
            "write_off_cents": cents("WriteOff"),
            "deductible_cents": cents("DedApplied"),
            "served_on": day("ProcDate"),
            "reasons": text("ClaimAdjReasonCodes", most=255),
            "remarks": text("Remarks", most=255),
        },
        when=has("ClaimNum"),
    ),
    Meaning(
        "claimpayment",
        "InsurancePayment",
        key("ClaimPaymentNum"),
        {
            "number": text("CheckNum", most=80),
            "carrier_name": text("CarrierName", most=255),
            "cents": cents("CheckAmt"),
            "entered_on": day("CheckDate"),
            "issued_on": day("DateIssued"),
            "is_partial": flag("IsPartial"),
        },
    ),
    Meaning(
        "payment",
        "PatientPayment",
        key("PayNum"),
        {
            "patient_key": link("PatNum"),
            "cents": cents("PayAmt"),
            "paid_on": day("PayDate"),
            "kind_key": key("PayType"),
        },
    ),
    Meaning(
        "paysplit",
        "PaymentPart",
        key("SplitNum"),
        {
            "payment_key": link("PayNum"),
            "patient_key": link("PatNum"),
            "procedure_key": link("ProcNum"),
            "cents": cents("SplitAmt"),
            "paid_on": day("DatePay"),
            "is_unearned": _is_unearned,
        },
    ),
    Meaning(
        "adjustment",
        "Adjustment",
        key("AdjNum"),
        {
            "patient_key": link("PatNum"),
            "procedure_key": link("ProcNum"),
            "cents": cents("AdjAmt"),
            "adjusted_on": day("AdjDate"),
            "kind_key": key("AdjType"),
        },
    ),
    Meaning(
        "commlog",
        "Note",
        key("CommlogNum", "contact/"),
        {
            "patient_key": link("PatNum"),
            "procedure_key": lambda _: None,
            "kind": lambda _: "contact",
            "at": moment("CommDateTime"),
            "text": text("Note", most=65_536),
        },
    ),
    Meaning(
        "procnote",
        "Note",
        key("ProcNoteNum", "procedure/"),
        {
            "patient_key": link("PatNum"),
            "procedure_key": link("ProcNum"),
            "kind": lambda _: "procedure",
            "at": moment("EntryDateTime"),
            "text": text("Note", most=65_536),
        },
    ),
    Meaning(
        "document",
        "Document",
        key("DocNum"),
        {
            "patient_key": link("PatNum"),
            "label": text("Description", most=255),
            "kind": choice(
                "ImgType",
                {0: "document", 1: "radiograph", 2: "photo", 3: "file", 4: "attachment"},
                "file",
            ),
            "category_key": key("DocCategory"),
            "made_at": moment("DateCreated"),
            "teeth": text("ToothNumbers", most=100),
            "provider_key": key("ProvNum"),
        },
    ),
    Meaning(
        "securitylog",
        "SourceEvent",
        key("SecurityLogNum"),
        {
            "patient_key": link("PatNum"),
            "kind": count("PermType", KIND_MAX),
            "about_key": key("FKey"),
            "user_key": key("UserNum"),
            "at": moment("LogDateTime"),
        },
    ),
    Meaning(
        "supply",
        "Supply",
        key("SupplyNum"),
        {
            "label": text("Descript", most=255),
            "catalog_number": text("CatalogNumber", most=255),
            "supplier_key": key("SupplierNum"),
            "price_cents": cents("Price"),
            "wanted": number("LevelDesired"),
            "on_hand": number("LevelOnHand"),
            "is_active": _shown("IsHidden"),
        },
    ),
)
