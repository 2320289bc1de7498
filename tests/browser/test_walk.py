"""The main job in a real browser: upload, proof, desk, approve, ledger, undo; by keys alone."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from billing.x12.remittance import Claim, Party, Remittance
from billing.x12.write835 import Envelope, write
from dso.onboarding.group import SITES

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

HARBOR = next(p for p in SITES if p.public_id == "harbor_point")


def a_remittance(number: str, cents: int, control: int) -> bytes:
    """One payment that pays one claim in full."""
    told = Remittance(
        "0001", "005010X221A1", 0, cents,
        handling="I", method="ACH", effective_date=date(2026, 11, 20), trace=f"WALK{control}",
        trace_originator="1999999999", payer=Party("PR", "Walk Payer"),
        payee=Party("PE", "Harbor Point Dental", "", "XX", HARBOR.npi),
        claims=(Claim(number, "1", cents, cents, 0, 0, 0),),
    )  # fmt: skip
    return write([told], Envelope("PAYER", "US", control, datetime(2026, 11, 20, tzinfo=UTC)))


def an_open_claim(page: Page, place: int) -> tuple[str, int]:
    page.goto("/p/harbor_point/claims/?state=sent")
    row = page.locator("tr[data-row]").nth(place)
    number = row.locator("a[data-open]").inner_text().strip()
    charge = row.locator("td.num").inner_text()
    return number, int(charge.replace(",", "").replace(".", ""))


def upload(page: Page, folder: Path, data: bytes) -> None:
    file = folder / "walk.835"
    file.write_bytes(data)
    page.goto("/o/lakeshore/remittances/")
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="Take it in").click()


class TestWalk:
    def test_from_upload_to_ledger_and_back(self, page: Page, tmp_path: Path) -> None:
        number, cents = an_open_claim(page, 3)
        shown = f"{cents // 100:,}.{cents % 100:02d}"

        upload(page, tmp_path, a_remittance(number, cents, 7001))
        page.get_by_role("link", name="Walk Payer").click(timeout=30_000)
        expect(page.get_by_text("Every cent explained")).to_be_visible()

        page.get_by_role("link", name="Harbor Point Dental").click()
        page.get_by_role("link", name=number).click(timeout=30_000)
        expect(page.get_by_role("heading", name="Proposed")).to_be_visible()
        payment = page.url
        page.keyboard.press("1")
        page.wait_for_url(lambda url: url != payment)
        expect(page.get_by_text("Posted.")).to_be_visible()

        page.goto(payment)
        expect(page.get_by_role("heading", name="Posted")).to_be_visible()
        expect(page.get_by_text("Answered by the payer")).to_be_visible()
        page.keyboard.press("z")
        expect(page.get_by_text("Undone by a reversing entry")).to_be_visible()
        expect(page.get_by_role("heading", name="Proposed")).to_be_visible()
        expect(page.locator("td", has_text=re.compile("^Undone|Undone$")).first).to_be_visible()
        assert page.locator("td.num", has_text=shown).count() >= 4

    def test_the_same_file_again_is_noticed(self, page: Page, tmp_path: Path) -> None:
        number, cents = an_open_claim(page, 4)
        data = a_remittance(number, cents, 7002)
        upload(page, tmp_path, data)
        page.get_by_role("link", name="Walk Payer").wait_for(timeout=30_000)

        upload(page, tmp_path, data)

        expect(page.get_by_text("This very file came before")).to_be_visible()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "The file is empty"),
            (b"\x00\x01binary", "Expected an ISA segment"),
            (b"<script>document.title='x'</script>", "Expected an ISA segment"),
        ],
    )
    def test_what_is_no_remittance_gets_a_clear_answer(
        self, page: Page, tmp_path: Path, data: bytes, words: str
    ) -> None:
        upload(page, tmp_path, data)

        expect(page.get_by_role("heading", name="Refused")).to_be_visible(timeout=30_000)
        expect(page.get_by_text(words)).to_be_visible()

    def test_what_was_refused_is_settled_with_a_reason(self, page: Page, tmp_path: Path) -> None:
        upload(page, tmp_path, b"no remittance at all")
        expect(page.get_by_role("heading", name="Refused")).to_be_visible(timeout=30_000)
        page.reload()

        file = page.url
        page.get_by_role("button", name="The payer was asked for a corrected one").click()
        expect(page.get_by_text("Settled. Nothing of it was used.")).to_be_visible()

        page.goto(file)
        expect(page.get_by_text("The payer was asked for a corrected one.")).to_be_visible()

    def test_a_payment_that_only_looked_like_another_is_taken_up(self, page: Page) -> None:
        page.goto("/desk/?question=CAME_DIFFERENTLY")
        page.locator("a[data-open]").first.click()
        page.get_by_role("button", name="take it up").click()

        expect(page.get_by_text("Being read again")).to_be_visible()
        for _ in range(60):
            if page.locator(".badge--good", has_text="Split").count():
                break
            page.wait_for_timeout(500)
            page.reload()
        expect(page.get_by_text("Every cent explained")).to_be_visible()

    def test_two_browsers_that_approve_one_payment_post_it_once(self, page: Page) -> None:
        page.goto("/desk/?question=none")
        page.locator("a[data-open]").nth(2).click()
        second = page.context.new_page()
        second.goto(page.url)
        page.keyboard.press("1")
        expect(page.get_by_text("Posted.")).to_be_visible()

        second.keyboard.press("1")

        expect(second.get_by_text("Nothing was done")).to_be_visible()

    def test_another_practice_in_the_address_does_not_exist(self, page: Page) -> None:
        page.context.clear_cookies()
        page.goto("/sign-in/")
        page.fill("#id_username", "om.harbor@lakeshore.example")
        page.fill("#id_password", "harbor-manager-1")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk/")

        for path in ("/p/riverbend/claims/", "/o/lakeshore/", "/p/nowhere/claims/"):
            answer = page.request.get(path)
            assert answer.status == 404

    def test_bulk_posts_what_is_ticked_and_shows_how_far_it_is(self, page: Page) -> None:
        page.goto("/desk/?question=none")
        for place in range(3):
            page.locator("[data-tick]").nth(place).check()
        page.get_by_role("button", name="Post ticked as proposed").click()

        expect(page.get_by_text("Done.")).to_be_visible(timeout=30_000)
