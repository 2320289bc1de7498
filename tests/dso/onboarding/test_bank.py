"""The group's bank lines: what the remittances announced, but for what was planted."""

from datetime import date

from dso.onboarding.actions.load import mail_of
from dso.onboarding.bank import COLUMNS, FEE_CENTS, as_csv, bank_lines
from dso.onboarding.planted_mail import FOREIGN_TAX_ID

TODAY = date(2026, 11, 23)


class TestBankLines:
    def test_differ_from_the_mail_by_what_was_planted_and_by_nothing_else(self) -> None:
        files = [file for files in mail_of(TODAY) for file in files]
        told = {
            one.trace: one.paid_cents
            for file in files
            for one in file.remittances
            if one.paid_cents and one.payee_tax_id != FOREIGN_TAX_ID
        }
        lines = bank_lines(files)
        seen = {line.trace: line.cents for line in lines if line.trace}

        missing = [trace for trace in told if trace not in seen]
        differing = [told[trace] - cents for trace, cents in seen.items() if told[trace] != cents]
        nameless = [line for line in lines if not line.trace]

        assert (len(missing), differing, len(nameless)) == (2, [FEE_CENTS], 1)
        assert nameless[0].cents in {told[trace] for trace in missing}

    def test_have_one_account_a_tax_id(self) -> None:
        files = [file for files in mail_of(TODAY) for file in files]

        assert len({line.account for line in bank_lines(files)}) == 7

    def test_are_written_with_their_columns(self) -> None:
        first, second = as_csv(bank_lines(mail_of(TODAY)[0])[:1]).splitlines()

        assert first == ",".join(COLUMNS)
        assert second.startswith("2026-11-10,")
