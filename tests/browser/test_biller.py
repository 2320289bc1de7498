"""A biller's day by keyboard alone: every planted stop is answered in at most three keystrokes."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

KEYSTROKES_MAX = 3
ANSWERS = {
    "NO_HOME": (("d", "1"), "Posted."),
    "REMARK_MISSING": (("d", "1"), "Posted."),
    "NO_OA23": (("b", "1"), "Posted."),
    "ALREADY_ANSWERED": (("4", "1"), "Posted."),
    "WHICH_PRACTICE": (("4",), "These claims now go to"),
    "FOREIGN": (("5",), "Settled."),
    "OUT_OF_BALANCE": (("4",), "Settled."),
    "none": (("1",), "Posted."),
}


def first_of(page: Page, question: str) -> None:
    """By keys as well: the first row of the list, opened."""
    page.goto(f"/desk/?question={question}")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    expect(page.locator("[data-row]:focus, [data-row] :focus").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/payments/"))
    page.wait_for_load_state("networkidle")


def press(page: Page, key: str) -> None:
    """One key that leads to another page."""
    loaded = page.evaluate("performance.timeOrigin")
    page.keyboard.press(key)
    page.wait_for_function("was => performance.timeOrigin !== was", arg=loaded)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("question", ANSWERS)
def test_a_stop_says_why_and_is_answered_by_keys(page: Page, question: str) -> None:
    keys, outcome = ANSWERS[question]
    first_of(page, question)
    said = page.locator(".verdict__sentence").inner_text()

    for key in keys:
        press(page, key)

    assert said.count(". ") <= 1
    assert len(keys) <= KEYSTROKES_MAX
    expect(page.locator(".toast", has_text=outcome)).to_be_visible()


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [(("3", "2"), "Sent back."), (("h", "1"), "Comes back on"), (("w", "1"), "Noted.")],
)
def test_what_is_not_posted_is_put_away_by_two_keys(
    page: Page, keys: tuple[str, str], outcome: str
) -> None:
    first_of(page, "none")

    page.keyboard.press(keys[0])
    press(page, keys[1])

    expect(page.locator(".toast", has_text=outcome)).to_be_visible()


def test_another_account_is_chosen_by_three_keys(page: Page) -> None:
    first_of(page, "none")

    page.keyboard.press("2")
    page.keyboard.press("ArrowDown")
    press(page, "Enter")

    expect(page.get_by_text("Worked out again with your choice.")).to_be_visible()
    expect(page.locator(".lines__home", has_text="chosen by a person").first).to_be_visible()


def test_a_payment_is_taken_off_its_claim_and_given_another(page: Page) -> None:
    first_of(page, "none")
    number = page.locator(".verdict__facts .code").inner_text()
    page.keyboard.press("2")
    press(page, "0")
    expect(page.get_by_text("A person took it off the claim")).to_be_visible()

    page.keyboard.press("f")
    page.keyboard.type(number)
    page.wait_for_timeout(300)
    press(page, "Enter")
    press(page, "4")

    expect(page.locator(".verdict__facts .code", has_text=number)).to_be_visible()
    expect(page.get_by_role("heading", name="Proposed")).to_be_visible()


def test_the_posting_key_does_nothing_where_there_is_nothing_to_post(page: Page) -> None:
    """Whoever hurries through with 1 must not send back, or choose, by a dialog that is shut."""
    first_of(page, "none")
    page.keyboard.press("3")
    press(page, "2")
    first_of(page, "SENT_BACK")
    page.keyboard.press("2")
    press(page, "0")
    before = page.url, page.evaluate("performance.timeOrigin")

    for _ in range(2):
        page.keyboard.press("1")
        page.wait_for_timeout(300)

    assert (page.url, page.evaluate("performance.timeOrigin")) == before
    expect(page.get_by_text("A person took it off the claim")).to_be_visible()


def test_thirty_ordinary_payments_take_one_key_each(page: Page) -> None:
    page.goto("/desk/?question=none")
    press(page, "s")

    for _ in range(30):
        expect(page.get_by_role("button", name="Post as proposed")).to_be_visible()
        press(page, "1")

    expect(page.locator(".toast", has_text="Posted.")).to_be_visible()


def test_nothing_on_the_page_needs_script(page: Page) -> None:
    """Dialogs open by their address, where no script opens them."""
    first_of(page, "none")
    plain = page.context.browser
    assert plain is not None
    without = plain.new_context(
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
        viewport={"width": 1280, "height": 860},
    )
    second = without.new_page()
    second.goto(page.url)

    second.get_by_role("link", name="Send back").click()
    second.get_by_role("button", name="The payer has to explain first").click()

    expect(second.get_by_text("Sent back.")).to_be_visible()
    without.close()
