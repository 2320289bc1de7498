-- The tables that orders write, in the shape of the practice system; columns that matter here.
CREATE TABLE patient (
  PatNum bigint NOT NULL AUTO_INCREMENT,
  LName varchar(100) NULL DEFAULT '',
  FName varchar(100) NULL DEFAULT '',
  DateTStamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (PatNum)
);
CREATE TABLE claim (
  ClaimNum bigint NOT NULL AUTO_INCREMENT,
  PatNum bigint NOT NULL DEFAULT 0,
  DateService date NOT NULL DEFAULT '0001-01-01',
  DateSent date NOT NULL DEFAULT '0001-01-01',
  ClaimStatus char(1) NULL DEFAULT '',
  DateReceived date NOT NULL DEFAULT '0001-01-01',
  ClaimFee double NOT NULL DEFAULT '0',
  InsPayEst double NOT NULL DEFAULT '0',
  InsPayAmt double NOT NULL DEFAULT '0',
  DedApplied double NOT NULL DEFAULT '0',
  WriteOff double NOT NULL DEFAULT '0',
  ReasonUnderPaid varchar(255) NULL DEFAULT '',
  ClaimNote varchar(400) NULL DEFAULT NULL,
  ClaimType varchar(255) NULL DEFAULT '',
  ClaimIdentifier varchar(255) NOT NULL DEFAULT '',
  SecDateTEdit timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  SecurityHash varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (ClaimNum)
);
CREATE TABLE claimproc (
  ClaimProcNum bigint NOT NULL AUTO_INCREMENT,
  ProcNum bigint NOT NULL DEFAULT 0,
  ClaimNum bigint NOT NULL DEFAULT 0,
  PatNum bigint NOT NULL DEFAULT 0,
  ProvNum bigint NOT NULL DEFAULT 0,
  FeeBilled double NOT NULL DEFAULT '0',
  DedApplied double NOT NULL DEFAULT '0',
  Status tinyint unsigned NOT NULL DEFAULT '0',
  InsPayAmt double NOT NULL DEFAULT '0',
  Remarks varchar(255) NULL DEFAULT '',
  ClaimPaymentNum bigint NOT NULL DEFAULT 0,
  PlanNum bigint NOT NULL DEFAULT 0,
  DateCP date NOT NULL DEFAULT '0001-01-01',
  WriteOff double NOT NULL DEFAULT '0',
  CodeSent varchar(15) NULL DEFAULT '',
  NoBillIns tinyint unsigned NOT NULL DEFAULT '0',
  DateEntry date NOT NULL DEFAULT '0001-01-01',
  ClinicNum bigint NOT NULL DEFAULT 0,
  InsSubNum bigint NOT NULL DEFAULT 0,
  DateSuppReceived date NOT NULL DEFAULT '0001-01-01',
  DateInsFinalized date NOT NULL DEFAULT '0001-01-01',
  IsTransfer tinyint NOT NULL DEFAULT 0,
  SecDateTEdit timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  SecurityHash varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (ClaimProcNum),
  KEY ix_claim (ClaimNum),
  KEY ix_check (ClaimPaymentNum)
);
CREATE TABLE claimpayment (
  ClaimPaymentNum bigint NOT NULL AUTO_INCREMENT,
  CheckDate date NOT NULL DEFAULT '0001-01-01',
  CheckAmt double NOT NULL DEFAULT '0',
  CheckNum varchar(25) NULL DEFAULT '',
  BankBranch varchar(25) NULL DEFAULT '',
  Note varchar(255) NULL DEFAULT '',
  ClinicNum bigint NOT NULL DEFAULT 0,
  DepositNum bigint NOT NULL DEFAULT 0,
  CarrierName varchar(255) NULL DEFAULT '',
  DateIssued date NOT NULL DEFAULT '0001-01-01',
  IsPartial tinyint NOT NULL DEFAULT 0,
  PayType bigint NOT NULL DEFAULT 0,
  SecDateEntry date NOT NULL DEFAULT '0001-01-01',
  SecDateTEdit timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (ClaimPaymentNum)
);
CREATE TABLE claimtracking (
  ClaimTrackingNum bigint NOT NULL AUTO_INCREMENT,
  ClaimNum bigint NOT NULL DEFAULT 0,
  TrackingType varchar(255) NOT NULL DEFAULT '',
  DateTimeEntry timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  Note text NOT NULL DEFAULT '',
  TrackingDefNum bigint NOT NULL DEFAULT 0,
  TrackingErrorDefNum bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (ClaimTrackingNum)
);
CREATE TABLE commlog (
  CommlogNum bigint NOT NULL AUTO_INCREMENT,
  PatNum bigint NOT NULL DEFAULT 0,
  CommDateTime datetime NOT NULL DEFAULT '0001-01-01 00:00:00',
  CommType bigint NOT NULL DEFAULT 0,
  Note text NULL DEFAULT '',
  Mode_ tinyint unsigned NOT NULL DEFAULT '0',
  SentOrReceived tinyint unsigned NOT NULL DEFAULT '0',
  CommSource tinyint NULL DEFAULT NULL,
  DateTEntry datetime NOT NULL DEFAULT '0001-01-01 00:00:00',
  DateTStamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (CommlogNum),
  KEY ix_patient (PatNum)
);
CREATE TABLE document (
  DocNum bigint NOT NULL AUTO_INCREMENT,
  Description varchar(255) NULL DEFAULT '',
  DateCreated datetime NOT NULL DEFAULT '0001-01-01 00:00:00',
  DocCategory bigint NOT NULL DEFAULT 0,
  PatNum bigint NOT NULL DEFAULT 0,
  FileName varchar(255) NULL DEFAULT '',
  ImgType tinyint unsigned NOT NULL DEFAULT '0',
  RawBase64 mediumtext NOT NULL DEFAULT '',
  DateTStamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (DocNum)
);
CREATE TABLE adjustment (
  AdjNum bigint NOT NULL AUTO_INCREMENT,
  AdjDate date NOT NULL DEFAULT '0001-01-01',
  AdjAmt double NOT NULL DEFAULT '0',
  PatNum bigint NOT NULL DEFAULT 0,
  AdjType bigint NOT NULL DEFAULT 0,
  ProvNum bigint NOT NULL DEFAULT 0,
  AdjNote text NULL DEFAULT '',
  ProcNum bigint NOT NULL DEFAULT 0,
  DateEntry date NOT NULL DEFAULT '0001-01-01',
  ClinicNum bigint NOT NULL DEFAULT 0,
  SecDateTEdit timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (AdjNum)
);
CREATE TABLE insverify (
  InsVerifyNum bigint NOT NULL AUTO_INCREMENT,
  DateLastVerified date NOT NULL DEFAULT '0001-01-01',
  VerifyType tinyint NOT NULL DEFAULT 0,
  FKey bigint NOT NULL DEFAULT 0,
  DefNum bigint NOT NULL DEFAULT 0,
  Note text NOT NULL DEFAULT '',
  DateTimeEntry datetime NOT NULL DEFAULT '0001-01-01 00:00:00',
  SecDateTEdit timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (InsVerifyNum)
);
CREATE TABLE etrans (
  EtransNum bigint NOT NULL AUTO_INCREMENT,
  DateTimeTrans datetime NOT NULL DEFAULT '0001-01-01 00:00:00',
  Etype tinyint unsigned NOT NULL DEFAULT 0,
  ClaimNum bigint NOT NULL DEFAULT 0,
  PatNum bigint NOT NULL DEFAULT 0,
  Note text NULL DEFAULT '',
  PRIMARY KEY (EtransNum)
);
CREATE TABLE eobattach (
  EobAttachNum bigint NOT NULL AUTO_INCREMENT,
  ClaimPaymentNum bigint NOT NULL DEFAULT 0,
  FileName varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (EobAttachNum)
);
CREATE TABLE definition (
  DefNum bigint NOT NULL AUTO_INCREMENT,
  Category tinyint unsigned NOT NULL DEFAULT '0',
  ItemName varchar(255) NULL DEFAULT '',
  ItemValue varchar(255) NULL DEFAULT '',
  PRIMARY KEY (DefNum)
);
CREATE TABLE preference (
  PrefNum bigint NOT NULL AUTO_INCREMENT,
  PrefName varchar(255) NOT NULL DEFAULT '',
  ValueString text NOT NULL DEFAULT '',
  PRIMARY KEY (PrefNum)
);
INSERT INTO preference (PrefName, ValueString) VALUES
 ('PracticeTitle', 'Test Practice'), ('ProgramVersion', '24.3.16.0'), ('ClaimPaymentBatchOnly', '0');
INSERT INTO definition (DefNum, Category, ItemName, ItemValue) VALUES
 (501, 1, 'Courtesy', '-'), (502, 1, 'Charge', '+');
