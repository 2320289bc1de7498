"""The desk and the frame in a real browser: what script adds, and what stays when it fails."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BILLER, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


class TestTicking:
    def test_with_shift_goes_to_here_and_is_summed(self, page: Page) -> None:
        page.goto("/desk/?question=none")
        boxes = page.locator("[data-tick]")
        cents = boxes.evaluate_all("all => all.slice(1, 5).map(one => Number(one.dataset.cents))")

        boxes.nth(1).click()
        boxes.nth(4).click(modifiers=["Shift"])

        expect(page.locator("[data-ticked-count]")).to_have_text(
            f"4 ticked, ${sum(cents) / 100:,.2f}"
        )
        expect(page.get_by_role("button", name="Post ticked as proposed")).to_be_enabled()


class TestQueues:
    def test_stand_beside_the_list_when_there_is_room(self, page: Page) -> None:
        page.goto("/desk/")
        expect(page.get_by_role("link", name="Snoozed")).to_be_visible()

        page.set_viewport_size({"width": 360, "height": 740})
        expect(page.get_by_role("link", name="Snoozed")).to_be_hidden()
        page.locator(".queues__summary").click()
        page.get_by_role("link", name="Snoozed").click()

        expect(page.get_by_role("heading", name="Nothing is put off")).to_be_visible()


class TestFrame:
    def test_finds_a_practice_by_what_is_typed(self, page: Page) -> None:
        page.goto("/o/lakeshore/remittances/")
        page.get_by_role("button", name="All practices").click()
        page.get_by_placeholder("Find a practice").fill("harb")
        page.keyboard.press("Enter")

        page.wait_for_url("**/p/harbor_point/remittances/")

    def test_keeps_the_theme_a_person_chose(self, page: Page) -> None:
        page.goto("/desk/")
        for theme in ("Dark", "System"):
            page.get_by_role("button", name="menu").click()
            with page.expect_response("**/theme/"):
                page.get_by_role("button", name=theme, exact=True).click()
            page.reload()
            page.get_by_role("button", name="menu").click()
            expect(page.get_by_role("button", name=theme, exact=True)).to_have_attribute(
                "aria-pressed", "true"
            )
            page.keyboard.press("Escape")

    def test_says_so_when_an_answer_does_not_come(self, page: Page) -> None:
        page.goto("/desk/?question=none")
        # What HTMX says when the line is cut; a cut line itself would also write to the console.
        page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
        expect(page.get_by_role("alert")).to_contain_text("Nothing was sent")

        page.get_by_role("link", name="Show 50 more").click()

        expect(page.get_by_role("alert")).to_be_hidden()


class TestWithoutScript:
    def test_posts_what_is_ticked(self, chromium: Browser, product: str) -> None:
        context = chromium.new_context(base_url=product, java_script_enabled=False)
        page = context.new_page()
        sign_in(page, *BILLER)
        page.goto("/desk/?question=none&sort=money")
        page.locator("[data-tick]").last.check()

        page.get_by_role("button", name="Post ticked as proposed").click()

        expect(page.get_by_role("heading", name="Posting what you ticked")).to_be_visible()
        context.close()
