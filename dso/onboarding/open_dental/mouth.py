"""What is known of mouths beside treatment: teeth that are not there, and pockets. Pure."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import batched

from dso.onboarding.chance import dice
from dso.onboarding.open_dental.keys import Keys
from dso.onboarding.open_dental.rows import Row, Tables
from dso.onboarding.open_dental.visits import Visit

MISSING, PROBING, NOT_MEASURED = 0, 4, -1
EXTRACTIONS, PERIODONTAL = ("D7140", "D7210"), ("D4341", "D4910")
WISDOM = ("1", "16", "17", "32")
QUADRANT_TEETH = {
    "UR": range(2, 8), "UL": range(10, 16), "LL": range(18, 24), "LR": range(26, 32),
}  # fmt: skip
CHARTED_DAYS_BEFORE = 14


def mouth_rows(visits: Sequence[Visit], keys: Keys) -> Tables:
    exams, measures = _charted(visits, keys)
    return {"toothinitial": list(_missing(visits, keys)), "perioexam": exams,
            "periomeasure": measures}  # fmt: skip


def _missing(visits: Sequence[Visit], keys: Keys) -> Iterator[Row]:
    """What was taken out here, and wisdom teeth of every fourth patient long ago."""
    lost = dict.fromkeys(
        (keys.patient(visit.case.person), service.tooth)
        for visit in visits
        for service in visit.case.services
        if service.code in EXTRACTIONS
    )
    grown = sorted({keys.patient(visit.case.person) for visit in visits})[::4]
    lost |= dict.fromkeys((patient, tooth) for patient in grown for tooth in WISDOM)
    for number, (patient, tooth) in enumerate(lost, start=1):
        yield {"ToothInitialNum": number, "PatNum": patient, "ToothNum": tooth,
               "InitialType": MISSING}  # fmt: skip


def _charted(visits: Sequence[Visit], keys: Keys) -> tuple[list[Row], list[Row]]:
    """Pockets were measured two weeks before they were treated."""
    chance, exams, measures = dice("pockets"), list[Row](), list[Row]()
    for visit in visits:
        case = visit.case
        quadrants = [one.tooth for one in case.services if one.tooth in QUADRANT_TEETH]
        if not any(service.code in PERIODONTAL for service in case.services):
            continue
        exam = len(exams) + 1
        exams.append(
            {"PerioExamNum": exam, "PatNum": keys.patient(case.person),
             "ExamDate": case.served_on - timedelta(days=CHARTED_DAYS_BEFORE),
             "ProvNum": keys.providers[case.provider_id]}
        )  # fmt: skip
        for tooth in (tooth for name in quadrants or ["UR"] for tooth in QUADRANT_TEETH[name]):
            depths = [chance.randint(4, 7) if quadrants else chance.randint(3, 5) for _ in range(6)]
            measures.append(_measure(len(measures) + 1, exam, tooth, depths))
    return exams, measures


def _measure(number: int, exam: int, tooth: int, depths: Sequence[int]) -> Row:
    (mesial, middle, distal), (mesial_in, middle_in, distal_in) = batched(depths, 3, strict=True)
    return {
        "PerioMeasureNum": number,
        "PerioExamNum": exam,
        "SequenceType": PROBING,
        "IntTooth": tooth,
        "ToothValue": NOT_MEASURED,
        "MBvalue": mesial,
        "Bvalue": middle,
        "DBvalue": distal,
        "MLvalue": mesial_in,
        "Lvalue": middle_in,
        "DLvalue": distal_in,
    }
