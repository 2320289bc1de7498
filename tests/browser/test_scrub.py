"""From a service on no claim to a claim that may leave, in a real browser."""

import re
import time

import pytest
from playwright.sync_api import Error, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
LOADED_SECONDS_MAX = 240
ANSWERS_MAX = 12


def wait_for(page: Page, path: str, rows: str) -> None:
    """The practice with a system of its own is loaded after the pages are there."""
    until = time.monotonic() + LOADED_SECONDS_MAX
    while time.monotonic() < until:
        # Asked beside the page, which would complain of what is not there yet.
        try:
            is_there = page.context.request.get(path).ok
        except Error:  # the server closed a line that was kept for the next question
            is_there = False
        if is_there:
            page.goto(path)
            if page.locator(rows).count():
                return
        time.sleep(2)
    pytest.fail(f"{path} stayed empty for {LOADED_SECONDS_MAX} s")


class TestWalk:
    def test_from_a_completed_procedure_to_a_claim_that_is_ready(self, page: Page) -> None:
        wait_for(page, "/p/fairview/unbilled/", "tbody tr[data-row]")
        lying = page.locator("tbody tr[data-row]").count()

        page.get_by_role("button", name="Draft claims").click()
        wait_for(page, "/p/fairview/claims/?state=draft", "tbody tr[data-row]")
        page.locator("tbody tr[data-row] a").first.click()
        page.get_by_role("button", name=re.compile("Approve")).click()
        claim = page.url.split("?")[0].rstrip("/")
        wait_for(page, f"{claim}/check/", ".verdict--good, .verdict--bad")
        self.answer_all(page)

        expect(page.locator("#verdict")).to_have_text("Ready to go")
        page.goto("/p/fairview/unbilled/")
        assert page.locator("tbody tr[data-row]").count() < lying

    def test_what_is_ready_leaves_and_is_answered(self, page: Page) -> None:
        wait_for(page, "/p/fairview/outbox/", "tbody tr[data-row]")

        with page.expect_navigation():
            page.keyboard.press("s")
        wait_for(page, "/p/fairview/outbox/", "text=File accepted")
        page.locator("a[href*=batches]").first.click()
        page.locator("a[href*=journey]").first.click()

        expect(page.get_by_role("heading", name="Its way to the payer")).to_be_visible()
        expect(page.locator(".timeline")).to_contain_text("The file was readable")

    def test_a_held_claim_is_found_by_what_holds_it(self, page: Page) -> None:
        wait_for(page, "/p/fairview/checks/", "tbody tr[data-row]")

        page.locator("tbody tr[data-row] a").first.click()
        page.locator("tbody tr[data-row] a").first.click()

        expect(page.locator("#verdict")).to_have_text("Held")
        expect(page.locator(".finding--hold").first).to_be_visible()
        self.answer_all(page)
        expect(page.locator("#verdict")).to_have_text("Ready to go")

    def answer_all(self, page: Page) -> None:
        """By keys: the first finding that holds it, and the first reason of the list."""
        for _ in range(ANSWERS_MAX):
            if not page.locator(".finding--hold").count():
                return
            page.keyboard.press("1")
            with page.expect_navigation():
                page.keyboard.press("1")
        pytest.fail(f"Still held after {ANSWERS_MAX} answers")
