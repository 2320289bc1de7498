-- Four tables in the shape of a practice system: stamped with and without index, growing, small.
CREATE TABLE claimproc (
  ClaimProcNum bigint NOT NULL AUTO_INCREMENT,
  PatNum bigint NOT NULL DEFAULT 0,
  InsPayAmt double NOT NULL DEFAULT 0,
  Remarks varchar(255) NULL DEFAULT '',
  DateCP date NOT NULL DEFAULT '0001-01-01',
  SecDateTEdit timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  SecurityHash varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (ClaimProcNum),
  KEY ix_stamp (SecDateTEdit, PatNum)
);
CREATE TABLE patient (
  PatNum bigint NOT NULL AUTO_INCREMENT,
  LName varchar(100) NULL DEFAULT '',
  Birthdate date NOT NULL DEFAULT '0001-01-01',
  SSN varchar(100) NULL DEFAULT '',
  SchedBeforeTime time NULL DEFAULT NULL,
  DateTStamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (PatNum)
);
CREATE TABLE securitylog (
  SecurityLogNum bigint NOT NULL AUTO_INCREMENT,
  PermType tinyint unsigned NOT NULL DEFAULT 0,
  LogText text NULL,
  LogDateTime datetime NOT NULL DEFAULT '0001-01-01 00:00:00',
  PRIMARY KEY (SecurityLogNum)
);
CREATE TABLE clinic (
  ClinicNum bigint NOT NULL AUTO_INCREMENT,
  Description varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (ClinicNum)
);
CREATE TABLE preference (
  PrefNum bigint NOT NULL AUTO_INCREMENT,
  PrefName varchar(255) NOT NULL DEFAULT '',
  ValueString text NOT NULL,
  PRIMARY KEY (PrefNum)
);
INSERT INTO preference (PrefName, ValueString) VALUES
 ('PracticeTitle', 'Test Practice'), ('DataBaseVersion', '24.3.10.0');
