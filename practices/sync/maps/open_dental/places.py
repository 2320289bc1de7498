"""What its clinics, fees, charted teeth and periodontal chartings mean. Pure."""

from practices.sync.maps.meaning import (
    Meaning,
    NotUnderstood,
    Reader,
    Row,
    cents,
    choice,
    day,
    flag,
    key,
    link,
    text,
)
from practices.sync.maps.open_dental.codes import (
    MEASURES,
    MISSING,
    NOT_MEASURED,
    PLACES,
    SCHEDULES,
    TREATING,
)

CLINICS_PROVIDER = key("InsBillingProv")


def _billing_provider(row: Row) -> str:
    return "treating" if row.values["InsBillingProv"] == TREATING else CLINICS_PROVIDER(row)


def _measured(column: str) -> Reader:
    """None where it was not measured; a gum that has grown over is told beyond 100."""

    def read(row: Row) -> int | None:
        value = row.values[column]
        if not isinstance(value, int) or not -1_000 <= value <= 1_000:
            raise NotUnderstood(column, "a whole number of -1000 to 1000")
        return None if value == NOT_MEASURED else value

    return read


PLACES_AND_MOUTHS: tuple[Meaning, ...] = (
    Meaning(
        "clinic",
        "Clinic",
        key("ClinicNum"),
        {
            "name": text("Description", most=255),
            "address": text("Address", "Address2", most=200),
            "city": text("City", most=100),
            "state": text("State", most=100),
            "zip": text("Zip", most=100),
            "phone": text("Phone", most=40),
            "place": choice("DefaultPlaceService", PLACES, ""),
            "billing_provider_key": _billing_provider,
            "billing_address": text("BillingAddress", most=255),
            "bills_from_here": flag("UseBillAddrOnClaims"),
            "is_medical_only": flag("IsMedicalOnly"),
            "is_hidden": flag("IsHidden"),
        },
    ),
    Meaning(
        "feesched",
        "FeeSchedule",
        key("FeeSchedNum"),
        {
            "name": text("Description", most=255),
            "kind": choice("FeeSchedType", SCHEDULES, "usual"),
            "is_hidden": flag("IsHidden"),
        },
    ),
    Meaning(
        "fee",
        "Fee",
        key("FeeNum"),
        {
            "schedule_key": link("FeeSched"),
            "code_key": link("CodeNum"),
            "clinic_key": link("ClinicNum"),
            "provider_key": link("ProvNum"),
            "cents": cents("Amount"),
        },
        when=lambda row: not str(row.values["Amount"]).startswith("-"),
    ),
    Meaning(
        "toothinitial",
        "MissingTooth",
        key("ToothInitialNum"),
        {"patient_key": link("PatNum"), "tooth": text("ToothNum", most=4)},
        when=lambda row: row.values["InitialType"] == MISSING,
    ),
    Meaning(
        "perioexam",
        "PerioExam",
        key("PerioExamNum"),
        {
            "patient_key": link("PatNum"),
            "provider_key": link("ProvNum"),
            "examined_on": day("ExamDate"),
        },
    ),
    Meaning(
        "periomeasure",
        "PerioMeasure",
        key("PerioMeasureNum"),
        {
            "exam_key": link("PerioExamNum"),
            "kind": choice("SequenceType", MEASURES, "other"),
            "tooth": key("IntTooth"),
            "value": _measured("ToothValue"),
            "mesial_buccal": _measured("MBvalue"),
            "buccal": _measured("Bvalue"),
            "distal_buccal": _measured("DBvalue"),
            "mesial_lingual": _measured("MLvalue"),
            "lingual": _measured("Lvalue"),
            "distal_lingual": _measured("DLvalue"),
        },
    ),
)
