"""Open Dental's tables: what the agent reads of each, how, and how often.

Only columns the product needs; never a number, secret or picture that must stay in the practice.
A stamp is told beside the row and is no column of it, so that a row stamped anew is no change.

Five classes. A stamp with an index is asked for each minute (INDEXED); one without is searched
for through the table, less often (SCANNED, SCANNED_SELDOM). What is only ever added to is read
from its last key on (APPENDED). Small tables are read in full (SMALL, STILL). Larger ones without
a stamp that can be trusted are read like those that grow, and their edits are found when they are
compared each night (EDITED): `DateTSheetEdited` and `DateTMeasureEdit` are local time, set by the
program and not by the database.
"""

from practices.wire.messages import Table

MAP = "open-dental-24.3/3"
PROGRAMS = ((24, 1), (24, 4))
"""The oldest and the newest version of the program whose tables were looked at."""

INDEXED, SCANNED, SCANNED_SELDOM, APPENDED, EDITED, SMALL, STILL = 60, 120, 300, 120, 900, 900, 3600
"""Seconds between two readings."""

APPEND_ONLY = frozenset({"procnote", "securitylog"})
"""The program never takes a row away: a highest key that went back is an older database, and a
row that is gone was archived and stays with us."""


def _table(name: str, key: str, kind: str, seconds: int, columns: str, stamp: str = "") -> Table:
    told = (key, *columns.split())
    return Table(name=name, columns=told, key=(key,), kind=kind, stamp=stamp, seconds=seconds)


def _stamped(name: str, key: str, stamp: str, seconds: int, columns: str) -> Table:
    return _table(name, key, "stamped", seconds, columns, stamp)


def _grows(name: str, key: str, seconds: int, columns: str) -> Table:
    return _table(name, key, "grows", seconds, columns)


def _whole(name: str, key: str, seconds: int, columns: str, stamp: str = "") -> Table:
    return _table(name, key, "whole", seconds, columns, stamp)


TABLES: tuple[Table, ...] = (
    _stamped(
        "patient",
        "PatNum",
        "DateTStamp",
        SCANNED,
        """
        LName FName MiddleI Preferred PatStatus Gender Position Birthdate Address City State Zip
        HmPhone WkPhone WirelessPhone Guarantor Email EstBalance PriProv SecProv FeeSched
        BillingType ChartNumber MedicaidID Bal_0_30 Bal_31_60 Bal_61_90 BalOver90 InsEst BalTotal
        EmployerNum DateFirstVisit ClinicNum HasIns PreferConfirmMethod PreferContactMethod
        PreferRecallMethod Language Title PayPlanDue SuperFamily TxtMsgOk SecUserNumEntry
        SecDateEntry DateTimeDeceased
        """,
    ),
    _stamped(
        "patplan",
        "PatPlanNum",
        "SecDateTEdit",
        INDEXED,
        """
        PatNum Ordinal IsPending Relationship PatID InsSubNum SecDateTEntry
        """,
    ),
    _stamped(
        "inssub",
        "InsSubNum",
        "SecDateTEdit",
        SCANNED_SELDOM,
        """
        PlanNum Subscriber DateEffective DateTerm ReleaseInfo AssignBen SubscriberID BenefitNotes
        SubscNote
        """,
    ),
    _stamped(
        "insplan",
        "PlanNum",
        "SecDateTEdit",
        SCANNED_SELDOM,
        """
        GroupName GroupNum PlanNote FeeSched PlanType ClaimFormNum UseAltCode ClaimsUseUCR
        CopayFeeSched EmployerNum CarrierNum AllowedFeeSched IsMedical FilingCode CodeSubstNone
        IsHidden MonthRenew CobRule HideFromVerifyList BillingType IsBlueBookEnabled
        """,
    ),
    _stamped(
        "carrier",
        "CarrierNum",
        "SecDateTEdit",
        SCANNED_SELDOM,
        """
        CarrierName Address Address2 City State Zip Phone ElectID NoSendElect IsHidden TIN
        CarrierGroupName IsCoinsuranceInverted TrustedEtransFlags EraAutomationOverride
        """,
    ),
    _stamped(
        "benefit",
        "BenefitNum",
        "SecDateTEdit",
        INDEXED,
        """
        PlanNum PatPlanNum CovCatNum BenefitType Percent MonetaryAmt TimePeriod QuantityQualifier
        Quantity CodeNum CoverageLevel CodeGroupNum TreatArea
        """,
    ),
    _stamped(
        "claim",
        "ClaimNum",
        "SecDateTEdit",
        SCANNED,
        """
        PatNum DateService DateSent ClaimStatus DateReceived PlanNum ProvTreat ClaimFee InsPayEst
        InsPayAmt DedApplied PreAuthString ReasonUnderPaid ClaimNote ClaimType ProvBill
        PlaceService IsOrtho PatRelat PlanNum2 PatRelat2 WriteOff ClinicNum AttachmentID InsSubNum
        InsSubNum2 PriorAuthorizationNumber MedType CustomTracking DateResent CorrectionType
        ClaimIdentifier OrigRefNum SecUserNumEntry SecDateEntry DateSentOrig Narrative RefNumString
        AccidentRelated AccidentDate AccidentST EmployRelated OrthoRemainM OrthoDate OrthoTotalM
        AttachedFlags
        """,
    ),
    _stamped(
        "claimproc",
        "ClaimProcNum",
        "SecDateTEdit",
        INDEXED,
        """
        ProcNum ClaimNum PatNum ProvNum FeeBilled InsPayEst DedApplied Status InsPayAmt Remarks
        ClaimPaymentNum PlanNum DateCP WriteOff CodeSent AllowedOverride Percentage
        PercentOverride CopayAmt NoBillIns PaidOtherIns BaseEst CopayOverride ProcDate DateEntry
        LineNumber DedEst DedEstOverride InsEstTotal InsEstTotalOverride PaidOtherInsOverride
        EstimateNote WriteOffEst WriteOffEstOverride ClinicNum InsSubNum PaymentRow PayPlanNum
        ClaimPaymentTracking DateSuppReceived DateInsFinalized IsTransfer ClaimAdjReasonCodes
        IsOverpay
        """,
    ),
    _stamped(
        "claimpayment",
        "ClaimPaymentNum",
        "SecDateTEdit",
        SCANNED,
        """
        CheckDate CheckAmt CheckNum BankBranch Note ClinicNum DepositNum CarrierName DateIssued
        IsPartial PayType PayGroup
        """,
    ),
    _stamped(
        "procedurelog",
        "ProcNum",
        "DateTStamp",
        INDEXED,
        """
        PatNum AptNum ProcDate ProcFee Surf ToothNum ToothRange Priority ProcStatus ProvNum Dx
        PlannedAptNum PlaceService Prosthesis DateOriginalProsth ClaimNote DateEntryC ClinicNum
        DiagnosticCode CodeNum UnitQty BaseUnits DateTP StatementNum IsLocked BillingNote
        DiagnosticCode2 Discount SecDateEntry DateComplete TaxAmt Urgency DiscountPlanAmt
        DiagnosticCode3 DiagnosticCode4 IsDateProsthEst
        """,
    ),
    _whole(
        "procedurecode",
        "CodeNum",
        SMALL,
        """
        ProcCode Descript AbbrDesc ProcTime ProcCat TreatArea NoBillIns IsProsth IsHygiene
        AlternateCode1 MedicalCode LaymanTerm BaseUnits SubstitutionCode SubstOnlyIf
        IsRadiology AreaAlsoToothRange
        """,
        "DateTStamp",
    ),
    _whole(
        "provider",
        "ProvNum",
        SMALL,
        """
        Abbr ItemOrder LName FName MI Suffix FeeSched Specialty IsSecondary IsHidden UsingTIN
        SigOnFile MedicaidID NationalProvID TaxonomyCodeOverride IsNotPerson
        ProvNumBillingOverride CustomID ProvStatus IsHiddenReport HourlyProdGoalAmt DateTerm
        """,
        "DateTStamp",
    ),
    _stamped(
        "appointment",
        "AptNum",
        "DateTStamp",
        SCANNED,
        """
        PatNum AptStatus Pattern Confirmed TimeLocked Op Note ProvNum ProvHyg AptDateTime
        NextAptNum UnschedStatus IsNewPatient ProcDescript Assistant ClinicNum IsHygiene
        DateTimeArrived DateTimeSeated DateTimeDismissed InsPlan1 InsPlan2 AppointmentTypeNum
        SecDateTEntry Priority
        """,
    ),
    _whole(
        "operatory",
        "OperatoryNum",
        SMALL,
        """
        OpName Abbrev ItemOrder IsHidden ProvDentist ProvHygienist IsHygiene ClinicNum
        IsWebSched OperatoryType
        """,
        "DateTStamp",
    ),
    _whole(
        "clinic",
        "ClinicNum",
        STILL,
        """
        Description Address Address2 City State Zip Phone DefaultPlaceService InsBillingProv
        DefaultProv IsMedicalOnly BillingAddress UseBillAddrOnClaims Region IsInsVerifyExcluded
        Abbr IsHidden ExternalID TimeZone
        """,
    ),
    _stamped(
        "adjustment",
        "AdjNum",
        "SecDateTEdit",
        INDEXED,
        """
        AdjDate AdjAmt PatNum AdjType ProvNum AdjNote ProcDate ProcNum DateEntry ClinicNum
        StatementNum SecUserNumEntry
        """,
    ),
    _stamped(
        "payment",
        "PayNum",
        "SecDateTEdit",
        SCANNED,
        """
        PayType PayDate PayAmt CheckNum BankBranch PayNote PatNum ClinicNum DateEntry DepositNum
        IsRecurringCC PaymentSource ProcessStatus ExternalId PaymentStatus MerchantFee
        """,
    ),
    _stamped(
        "paysplit",
        "SplitNum",
        "SecDateTEdit",
        INDEXED,
        """
        SplitAmt PatNum PayNum ProvNum PayPlanNum DatePay ProcNum DateEntry UnearnedType ClinicNum
        AdjNum PayPlanChargeNum PayPlanDebitType
        """,
    ),
    _whole(
        "payplan",
        "PayPlanNum",
        SMALL,
        """
        PatNum Guarantor PayPlanDate APR PlanNum CompletedAmt InsSubNum PaySchedule
        NumberOfPayments PayAmt DownPayment IsClosed PlanCategory IsDynamic ChargeFrequency
        DatePayPlanStart IsLocked
        """,
    ),
    _stamped(
        "payplancharge",
        "PayPlanChargeNum",
        "SecDateTEdit",
        INDEXED,
        """
        PayPlanNum Guarantor PatNum ChargeDate Principal Interest Note ProvNum ClinicNum
        ChargeType ProcNum FKey LinkType
        """,
    ),
    _stamped(
        "commlog",
        "CommlogNum",
        "DateTStamp",
        SCANNED_SELDOM,
        """
        PatNum CommDateTime CommType Note Mode_ SentOrReceived UserNum CommSource DateTEntry
        ReferralNum
        """,
    ),
    _grows(
        "etrans",
        "EtransNum",
        EDITED,
        """
        DateTimeTrans ClearingHouseNum Etype ClaimNum CarrierNum PatNum BatchNumber AckCode
        TransSetNum Note EtransMessageTextNum AckEtransNum PlanNum InsSubNum TranSetId835
        CarrierNameRaw PatientNameRaw UserNum
        """,
    ),
    _grows(
        "procnote",
        "ProcNoteNum",
        APPENDED,
        """
        PatNum ProcNum EntryDateTime UserNum Note SigIsTopaz
        """,
    ),
    _stamped(
        "claimtracking",
        "ClaimTrackingNum",
        "DateTimeEntry",
        SCANNED_SELDOM,
        """
        ClaimNum TrackingType UserNum Note TrackingDefNum TrackingErrorDefNum
        """,
    ),
    _stamped(
        "insverify",
        "InsVerifyNum",
        "SecDateTEdit",
        INDEXED,
        """
        DateLastVerified UserNum VerifyType FKey DefNum Note DateLastAssigned DateTimeEntry
        HoursAvailableForVerification
        """,
    ),
    _stamped(
        "document",
        "DocNum",
        "DateTStamp",
        SCANNED_SELDOM,
        """
        Description DateCreated DocCategory PatNum FileName ImgType ToothNumbers MountItemNum
        ExternalGUID ExternalSource ProvNum PrintHeading
        """,
    ),
    _grows(
        "sheet",
        "SheetNum",
        EDITED,
        """
        SheetType PatNum DateTimeSheet InternalNote Description IsWebForm IsDeleted SheetDefNum
        DocNum ClinicNum DateTSheetEdited RevID
        """,
    ),
    _grows(
        "securitylog",
        "SecurityLogNum",
        APPENDED,
        """
        PermType UserNum LogDateTime LogText PatNum CompName FKey LogSource DateTPrevious
        """,
    ),
    _whole(
        "userod",
        "UserNum",
        STILL,
        """
        UserName EmployeeNum ClinicNum ProvNum IsHidden ClinicIsRestricted DomainUser
        DateTLastLogin
        """,
    ),
    _whole(
        "supply",
        "SupplyNum",
        STILL,
        """
        SupplierNum CatalogNumber Descript Category ItemOrder LevelDesired IsHidden Price
        BarCodeOrID LevelOnHand OrderQty
        """,
    ),
    _whole(
        "supplyorder",
        "SupplyOrderNum",
        STILL,
        """
        SupplierNum DatePlaced Note AmountTotal UserNum ShippingCharge DateReceived
        """,
    ),
    _whole(
        "supplyorderitem",
        "SupplyOrderItemNum",
        STILL,
        """
        SupplyOrderNum SupplyNum Qty Price DateReceived
        """,
    ),
    _stamped(
        "statement",
        "StatementNum",
        "DateTStamp",
        SCANNED_SELDOM,
        """
        PatNum DateSent DateRangeFrom DateRangeTo Note NoteBold Mode_ SinglePatient Intermingled
        IsSent DocNum IsReceipt IsInvoice SuperFamily IsBalValid InsEst BalTotal StatementType
        ShortGUID SmsSendStatus
        """,
    ),
    _stamped(
        "toothinitial",
        "ToothInitialNum",
        "SecDateTEdit",
        SCANNED_SELDOM,
        """
        PatNum ToothNum InitialType Movement
        """,
    ),
    _grows(
        "perioexam",
        "PerioExamNum",
        EDITED,
        """
        PatNum ExamDate ProvNum DateTMeasureEdit Note
        """,
    ),
    _stamped(
        "periomeasure",
        "PerioMeasureNum",
        "SecDateTEdit",
        INDEXED,
        """
        PerioExamNum SequenceType IntTooth ToothValue MBvalue Bvalue DBvalue MLvalue Lvalue DLvalue
        """,
    ),
    _whole(
        "feesched",
        "FeeSchedNum",
        STILL,
        """
        Description FeeSchedType ItemOrder IsHidden IsGlobal SecDateEntry
        """,
        "SecDateTEdit",
    ),
    _stamped(
        "fee",
        "FeeNum",
        "SecDateTEdit",
        SCANNED_SELDOM,
        """
        Amount FeeSched CodeNum ClinicNum ProvNum
        """,
    ),
    _stamped(
        "recall",
        "RecallNum",
        "DateTStamp",
        SCANNED_SELDOM,
        """
        PatNum DateDueCalc DateDue DatePrevious RecallInterval RecallStatus Note IsDisabled
        RecallTypeNum DisableUntilBalance DisableUntilDate DateScheduled Priority
        """,
    ),
    _grows(
        "clockevent",
        "ClockEventNum",
        EDITED,
        """
        EmployeeNum TimeEntered1 TimeDisplayed1 ClockStatus Note TimeEntered2 TimeDisplayed2
        OTimeHours OTimeAuto Adjust AdjustAuto AdjustIsOverridden Rate2Hours Rate2Auto ClinicNum
        IsWorkingHome
        """,
    ),
    _whole(
        "definition",
        "DefNum",
        STILL,
        """
        Category ItemOrder ItemName ItemValue ItemColor IsHidden
        """,
    ),
)
