"""The feeds a mapping file can fill, column by column; see docs/files-connector.md."""

from practices.sync.maps.feeds.columns import (
    choice,
    counts,
    days,
    feed,
    flags,
    keys,
    links,
    moments,
    money,
    words,
)
from practices.sync.maps.meaning import first, key, text

SMALL, DAY_MINUTES = 255, 24 * 60
PATIENT = ("patient", "other", "inactive", "archived", "deleted", "deceased", "prospective")
VISIT = ("scheduled", "complete", "unscheduled", "broken", "planned", "note")
DONE = ("planned", "complete", "existing", "referred", "condition", "deleted")
PLAN = ("percentage", "ppo", "copay", "capitation")
RELATIONSHIP = ("self", "spouse", "child", "other")
CLAIM = ("first", "second", "third", "estimate", "other")
SENT = ("unsent", "held", "waiting", "sent", "received")
LINE = ("waiting", "received", "estimate", "supplemental", "other")

FEEDS = (
    feed("provider", "Provider", {
        "name": first(text("name", most=80), key("id", "Provider ")),
        **choice("role", ("dentist", "hygienist"), "dentist"),
        **words(npi=10),
        "is_active": lambda row: row.values["is_active"] not in (0, False),
        **words(first_name=100, last_name=100, taxonomy=255, license=40),
    }),
    feed("patient", "Patient", {
        **words(first_name=100, last_name=100, preferred_name=100),
        **days("born_on"),
        **choice("status", PATIENT, "patient"),
        **keys("guarantor_key", "provider_key"),
        **words(phone=30, mobile=30, email=100, address=200, city=100, state=100, zip=100),
        **words(language=100, middle_name=100, sex=1),
    }),
    feed("carrier", "Carrier", words(name=255, payer_code=80, phone=40)),
    feed("plan", "Plan", {
        **links("carrier_key"),
        **words(group_name=80, group_number=40),
        **choice("kind", PLAN, "percentage"),
        **flags("is_medical"),
    }),
    feed("subscription", "Subscription", {
        **links("plan_key", "subscriber_key"),
        **words(member_id=80),
        **days("starts_on", "ends_on"),
    }),
    feed("coverage", "Coverage", {
        **links("patient_key", "subscription_key"),
        **counts(rank=SMALL),
        **words(member_id=80),
        **choice("relationship", RELATIONSHIP, "other"),
        **flags("is_pending"),
    }),
    feed("appointment", "Appointment", {
        **links("patient_key", "provider_key", "hygienist_key"),
        **keys("operatory_key"),
        **choice("status", VISIT, "scheduled"),
        **moments("starts_at"),
        **counts(minutes=DAY_MINUTES),
        **flags("is_hygiene", "is_new_patient"),
    }),
    feed("procedure_code", "ProcedureCode", {
        **words(code=15, label=255),
        **flags("is_hygiene", "is_never_billed", "is_prosthesis"),
    }),
    feed("procedure", "Procedure", {
        **links("patient_key", "provider_key", "appointment_key", "code_key"),
        **choice("status", DONE, "complete"),
        **days("done_on", "planned_on"),
        **money("fee_cents"),
        **words(tooth=4, tooth_range=100, surfaces=10, place=2, diagnoses=80, claim_note=80),
        **choice("prosthesis", ("initial", "replaced"), ""),
        **days("prior_placed_on"),
        "quantity": lambda row: counts(quantity=SMALL)["quantity"](row) or 1,
    }),
    feed("claim", "InsuranceClaim", {
        **links("patient_key", "provider_key", "subscription_key", "plan_key"),
        **words(number=255, payer_number=255),
        **choice("kind", CLAIM, "first"),
        **choice("status", SENT, "sent"),
        **money("fee_cents"),
        **days("served_on", "sent_on", "received_on"),
        **words(place=2, narrative=65_536, authorization_number=50, predetermination_number=40),
        **choice("frequency", ("1", "7", "8"), "1"),
    }),
    feed("claim_line", "InsuranceLine", {
        **links("claim_key", "procedure_key", "payment_key"),
        **counts(number=SMALL),
        **choice("status", LINE, "waiting"),
        **words(code=15),
        **money("fee_cents", "paid_cents", "write_off_cents", "deductible_cents"),
        **days("served_on"),
    }),
    feed("insurance_payment", "InsurancePayment", {
        **words(number=80, carrier_name=255),
        **money("cents"),
        **days("entered_on", "issued_on"),
        **flags("is_partial"),
    }),
    feed("payment", "PatientPayment", {
        **links("patient_key"),
        **money("cents"),
        **days("paid_on"),
        **words(kind_key=40),
    }),
    feed("adjustment", "Adjustment", {
        **links("patient_key", "procedure_key"),
        **money("cents"),
        **days("adjusted_on"),
        **words(kind_key=40),
    }),
)  # fmt: skip
"""`_cents` columns hold dollars on the wire, like every amount there; a record holds cents."""

TABLES = tuple(table for table, _ in FEEDS)
MEANINGS = tuple(meaning for _, meaning in FEEDS)
