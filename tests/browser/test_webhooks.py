"""The admin of a group connects another system: set up, tested, looked into, paused, removed."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OWNER, sign_in
from tests.browser.test_pages import beyond_the_edge, left_on_paper, look

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

WEBHOOKS = "/o/lakeshore/webhooks/"
LONG = "https://hooks.example.com/" + "a-very-long-way-to-go/" * 8
NOTHING_RESOLVES = r"no address|not public|No connection|certificate|did not answer|\d{3}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_endpoint_from_first_to_last(
    chromium: Browser, product: str, theme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(
        base_url=product, color_scheme=theme, viewport={"width": 1280, "height": 860}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    found: dict[str, list[str]] = {}
    sign_in(page, *OWNER)

    page.goto(WEBHOOKS)
    page.get_by_role("button", name="New URL").click()
    expect(page.locator("#door")).to_contain_text("/hooks/")
    found |= seen(page, "webhook-door", theme)
    page.goto(WEBHOOKS + "new/")
    page.fill("#words", "A warehouse of the longest name that anybody ever gave to one")
    page.fill("#url", "http://10.0.0.1/")
    page.locator("[name=events]").first.check()
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator("#url-error")).to_contain_text("https://")
    found |= seen(page, "webhook-refused", theme)
    page.fill("#url", LONG)
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator("#secret")).to_contain_text("whsec_")
    found |= seen(page, "webhook-secret", theme)
    page.get_by_role("link", name="I have kept it").click()
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    found |= seen(page, "webhook", theme)
    page.locator("tbody a[data-open]").click()
    tried = page.locator(".timeline li").first
    for _ in range(40):
        if tried.is_visible():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(tried).to_contain_text(re.compile(NOTHING_RESOLVES))
    found |= seen(page, "delivery", theme)
    page.goto("/o/lakeshore/deliveries/?type=webhook.test")
    found |= seen(page, "deliveries-filtered", theme)
    page.goto(WEBHOOKS)
    found |= seen(page, "webhooks-one", theme)
    page.locator("tbody a[data-open]").first.click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused", exact=True)).to_be_visible()
    page.get_by_role("button", name="Remove…").or_(page.get_by_role("link", name="Remove…")).click()
    found |= {"webhook-dialog": look(page, "", theme)}
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("No endpoint yet")).to_be_visible()
    context.close()

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert [text for text in complaints if "422" not in text] == []


def seen(page: Page, name: str, theme: str) -> dict[str, list[str]]:
    """Nothing for axe to find, no sideways scroll, wide and narrow; nothing to press on paper."""
    page.wait_for_load_state("networkidle")
    kept = name if name in KEPT else ""
    found = {name: [*look(page, kept, theme), *beyond_the_edge(page)]}
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(100)
    found[name + " at 360 px"] = [*look(page, "", theme), *beyond_the_edge(page)]
    page.set_viewport_size({"width": 1280, "height": 860})
    page.emulate_media(media="print")
    found[name + " on paper"] = left_on_paper(page)
    page.emulate_media(media="screen")
    return found


KEPT = {"webhook", "delivery"}
