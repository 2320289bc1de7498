"""What happens at the front desk: claims, payments, and patients entered twice."""

from decimal import Decimal

from dso.onboarding.actions.office.chair import COMPLETE
from dso.onboarding.actions.office.desk import Desk
from dso.onboarding.open_dental.claims import RECEIVED, WAITING
from dso.onboarding.open_dental.lists import PATIENT_CARD, PAYER_CHECK

EXPECTED = Decimal("0.6")  # of a fee, where nobody has worked out more than a guess
ARCHIVED, MERGED, CLAIM_SENT = 3, 1, 0
OLD_DAYS, PAID_DOLLARS = 60, 40
MINES = ("appointment", "procedurelog", "claim", "claimproc", "payment", "paysplit", "adjustment",
         "commlog", "procnote", "recall")  # fmt: skip
BALANCES = """
UPDATE patient JOIN (
    SELECT p.PatNum AS PatNum, COALESCE(done.fee, 0) - COALESCE(claimed.off, 0)
           - COALESCE(paid.amount, 0) + COALESCE(adjusted.amount, 0) AS owed
      FROM patient p
      LEFT JOIN (SELECT PatNum, SUM(ProcFee) AS fee FROM procedurelog
                  WHERE ProcStatus = 2 GROUP BY PatNum) done ON done.PatNum = p.PatNum
      LEFT JOIN (SELECT PatNum, SUM(InsPayAmt + WriteOff) AS off FROM claimproc
                  WHERE Status IN (1, 4) GROUP BY PatNum) claimed ON claimed.PatNum = p.PatNum
      LEFT JOIN (SELECT PatNum, SUM(SplitAmt) AS amount FROM paysplit
                  GROUP BY PatNum) paid ON paid.PatNum = p.PatNum
      LEFT JOIN (SELECT PatNum, SUM(AdjAmt) AS amount FROM adjustment
                  GROUP BY PatNum) adjusted ON adjusted.PatNum = p.PatNum
) now ON now.PatNum = patient.PatNum
   SET EstBalance = ROUND(now.owed, 2), BalTotal = ROUND(now.owed, 2),
       Bal_31_60 = Bal_31_60 + Bal_0_30, Bal_0_30 = 0
"""


def new_claim(desk: Desk) -> str | None:
    found = desk.one(
        "SELECT a.AptNum, a.PatNum, a.ProvNum, s.PlanNum, s.InsSubNum FROM appointment a"
        " JOIN patplan c ON c.PatNum = a.PatNum AND c.Ordinal = 1"
        " JOIN inssub s ON s.InsSubNum = c.InsSubNum"
        " WHERE a.AptStatus = %s AND a.AptDateTime >= %s AND NOT EXISTS (SELECT 1 FROM"
        " procedurelog p JOIN claimproc l ON l.ProcNum = p.ProcNum WHERE p.AptNum = a.AptNum)"
        " ORDER BY a.AptNum", COMPLETE, desk.today,
    )  # fmt: skip
    if found is None:
        return None
    appointment, patient, provider, plan, subscription = found
    services = desk.all(
        "SELECT p.ProcNum, p.ProcFee, c.ProcCode FROM procedurelog p JOIN procedurecode c"
        " ON c.CodeNum = p.CodeNum WHERE p.AptNum = %s ORDER BY p.ProcNum", appointment,
    )  # fmt: skip
    cover = {"PatNum": patient, "PlanNum": plan, "InsSubNum": subscription}
    claim = desk.add(
        "claim", **cover, DateService=desk.today, ClaimStatus="W", ProvTreat=provider, ProvBill=1,
        ClaimFee=sum(fee for _, fee, _ in services), ClaimType="P", SecDateEntry=desk.today,
    )  # fmt: skip
    desk.do(
        "UPDATE claim SET ClaimIdentifier = %s WHERE ClaimNum = %s", f"{patient}/{claim}", claim
    )
    for line, (procedure, fee, code) in enumerate(services, start=1):
        guess = round(Decimal(str(fee)) * EXPECTED, 2)
        desk.add(
            "claimproc", **cover, ProcNum=procedure, ClaimNum=claim, ProvNum=provider,
            FeeBilled=fee, Status=WAITING, CodeSent=code, ProcDate=desk.today, DateCP=desk.today,
            LineNumber=line, InsPayEst=guess, InsEstTotal=guess, SecDateEntry=desk.today,
        )  # fmt: skip
    return f"claim {claim} is made of {len(services)} procedures"


def send_claims(desk: Desk) -> str | None:
    waiting = desk.all("SELECT ClaimNum, PatNum, PlanNum FROM claim WHERE ClaimStatus = 'W'")
    for claim, patient, plan in waiting:
        desk.do(
            "UPDATE claim SET ClaimStatus = 'S', DateSent = %s, DateSentOrig = %s"
            " WHERE ClaimNum = %s", desk.today, desk.today, claim,
        )  # fmt: skip
        desk.add("etrans", DateTimeTrans=desk.now, Etype=CLAIM_SENT, ClaimNum=claim,
                 PatNum=patient, PlanNum=plan)  # fmt: skip
    return f"{len(waiting)} claims are sent" if waiting else None


def enter_check(desk: Desk) -> str | None:
    """A payer's check that came by post, for a claim nobody had answered for long."""
    found = desk.one(
        "SELECT ClaimNum FROM claim WHERE ClaimStatus = 'S' AND ClaimType = 'P' AND"
        " DateSent < DATE_SUB(%s, INTERVAL %s DAY) ORDER BY ClaimNum", desk.today, OLD_DAYS,
    )  # fmt: skip
    if found is None:
        return None
    claim = found[0]
    ((paid, off, carrier),) = desk.all(
        "SELECT ROUND(SUM(l.InsPayEst), 2), ROUND(SUM(GREATEST(l.WriteOffEst, 0)), 2),"
        " MAX(c.CarrierName) FROM claimproc l JOIN insplan p ON p.PlanNum = l.PlanNum"
        " JOIN carrier c ON c.CarrierNum = p.CarrierNum WHERE l.ClaimNum = %s", claim,
    )  # fmt: skip
    check = desk.add(
        "claimpayment", CheckDate=desk.today, DateIssued=desk.today, CheckAmt=paid,
        CarrierName=carrier, PayType=PAYER_CHECK, SecDateEntry=desk.today,
    )  # fmt: skip
    desk.do(
        "UPDATE claimproc SET Status = %s, InsPayAmt = InsPayEst, ClaimPaymentNum = %s,"
        " WriteOff = GREATEST(WriteOffEst, 0), DateCP = %s, DateEntry = %s, DateInsFinalized = %s"
        " WHERE ClaimNum = %s", RECEIVED, check, desk.today, desk.today, desk.today, claim,
    )  # fmt: skip
    desk.do(
        "UPDATE claim SET ClaimStatus = 'R', DateReceived = %s, InsPayAmt = %s, WriteOff = %s"
        " WHERE ClaimNum = %s", desk.today, paid, off, claim,
    )  # fmt: skip
    return f"claim {claim}: a check of {paid:.2f} is entered by hand"


def take_payment(desk: Desk) -> str | None:
    found = desk.one(
        "SELECT PatNum, EstBalance FROM patient WHERE EstBalance >= 1 AND PatStatus = 0"
        " ORDER BY PatNum",
    )  # fmt: skip
    if found is None:
        return None
    patient, owed = found
    amount = min(Decimal(str(owed)), Decimal(PAID_DOLLARS + desk.chance.randrange(60)))
    payment = desk.add(
        "payment", PayType=PATIENT_CARD, PayDate=desk.today, PayAmt=amount, PatNum=patient,
        DateEntry=desk.today,
    )  # fmt: skip
    desk.add(
        "paysplit", SplitAmt=amount, PatNum=patient, PayNum=payment, ProvNum=1,
        DatePay=desk.today, DateEntry=desk.today,
    )  # fmt: skip
    desk.do(
        "UPDATE patient SET EstBalance = ROUND(EstBalance - %s, 2), BalTotal ="
        " ROUND(BalTotal - %s, 2) WHERE PatNum = %s", amount, amount, patient,
    )  # fmt: skip
    return f"payment {payment} of {amount:.2f} is taken at the desk"


def merge(desk: Desk) -> str | None:
    """One who was entered twice: all that is theirs is moved, the second is archived."""
    twice = desk.one(
        "SELECT PatNum FROM patient p WHERE PatStatus = 0 AND NOT EXISTS (SELECT 1 FROM claim c"
        " WHERE c.PatNum = p.PatNum) ORDER BY PatNum",
    )  # fmt: skip
    kept = desk.one("SELECT DISTINCT PatNum FROM claim ORDER BY PatNum")
    if twice is None or kept is None:
        return None
    for table in MINES:
        desk.do(f"UPDATE {table} SET PatNum = %s WHERE PatNum = %s", kept[0], twice[0])  # noqa: S608  # ours
    desk.do("DELETE FROM patplan WHERE PatNum = %s", twice[0])
    desk.do(
        "UPDATE patient SET PatStatus = %s, Guarantor = %s WHERE PatNum = %s",
        ARCHIVED, kept[0], twice[0],
    )  # fmt: skip
    desk.add("patientlink", PatNumFrom=twice[0], PatNumTo=kept[0], LinkType=MERGED,
             DateTimeLink=desk.now)  # fmt: skip
    return f"patient {twice[0]} is merged into patient {kept[0]}"


def recompute(desk: Desk) -> str | None:
    """Many rows at once, and all of them change their stamp."""
    return f"balances are recomputed: {desk.do(BALANCES)} rows are other than before"
