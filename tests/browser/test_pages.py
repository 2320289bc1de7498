"""Every page in both themes: nothing for axe to find, no sideways scroll, and a picture.

`SCREENS=1` writes the pictures to docs/screens.
"""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import OWNER, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

HERE = Path(__file__).parent
AXE = (HERE / "vendor" / "axe.min.js").read_text()
SCREENS = HERE.parents[1] / "docs" / "screens"
FOUND = """async () => (await axe.run()).violations.map(
    v => v.id + ' ' + v.nodes.map(n => n.html.slice(0, 90)).join(' | '))"""

PATHS = {
    "desk": "/desk/",
    "desk-filtered": "/desk/?question=REFUSED&owner=me",
    "question": "/desk/?question=NO_HOME -> a[data-open]",
    "came-before": "/desk/?question=CAME_DIFFERENTLY -> a[data-open]",
    "payment": "/desk/?question=none -> a[data-open]",
    "group": "/o/lakeshore/",
    "second-payer": "/desk/?question=NO_OA23 -> a[data-open]",
    "already-answered": "/desk/?question=ALREADY_ANSWERED -> a[data-open]",
    "whose": "/desk/?question=WHICH_PRACTICE -> a[data-open]",
    "change": "/desk/?question=none -> a[data-open] -> [data-key='2']",
    "open-items": "/o/lakeshore/open-items/",
    "explanation": "/p/maple_street/remittances/ -> tbody a[data-open] -> [data-key='v']",
    "files": "/o/lakeshore/remittances/",
    "file": "/o/lakeshore/remittances/ -> a[data-open]",
    "proof": "/o/lakeshore/remittances/ -> a[data-open] -> tbody a[data-open]",
    "remittances": "/p/maple_street/remittances/",
    "remittance": "/p/maple_street/remittances/ -> tbody a[data-open]",
    "claims": "/p/maple_street/claims/",
    "claim": "/p/maple_street/claims/ -> a[data-open]",
    "risk": "/o/lakeshore/risk/",
    "eligibility": "/p/maple_street/eligibility/",
    "doubted-answers": "/p/maple_street/eligibility/quarantine/",
    "practices": "/o/lakeshore/practices/",
    "removal": "/o/lakeshore/practices/summit/removal/",
    "connections": "/o/lakeshore/connections/",
    "connection": "/p/maple_street/connection/",
    "webhooks": "/o/lakeshore/webhooks/",
    "webhook-new": "/o/lakeshore/webhooks/new/",
    "deliveries": "/o/lakeshore/deliveries/",
    "write-backs": "/p/maple_street/write-backs/?stand=all",
    "write-back": "/p/maple_street/write-backs/ -> tbody a[data-open]",
    "payers": "/o/lakeshore/payers/",
    "payer": "/o/lakeshore/payers/ -> tbody a[data-open]",
    "credentials": "/p/maple_street/credentials/",
    "credential": "/p/maple_street/credentials/ -> .cell__edit",
    "edits": "/o/lakeshore/rules/edits/",
    "edit": "/o/lakeshore/rules/edits/DE073/",
    "parts": "/parts/",
    "not-found": "/nowhere/",
}


def go(page: Page, path: str) -> None:
    first, *clicks = path.split(" -> ")
    page.goto(first)
    for selector in clicks:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(
    chromium: Browser, product: str, theme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(
        base_url=product,
        color_scheme=theme,
        viewport={"width": 1280, "height": 860},
    )
    page = context.new_page()
    page.goto("/sign-in/")
    found = {"sign-in": look(page, "sign-in", theme)}
    sign_in(page, *OWNER)
    for name, path in PATHS.items():
        page.set_viewport_size({"width": 1280, "height": 860})
        go(page, path)
        found[name] = look(page, name, theme)
        found[name] += beyond_the_edge(page)
        page.set_viewport_size({"width": 360, "height": 740})
        page.wait_for_timeout(100)
        found[name + " at 360 px"] = [*look(page, "", theme), *beyond_the_edge(page)]
    context.close()

    assert {name: faults for name, faults in found.items() if faults} == {}


# A window of 1280 px enlarged to 200 % has this room left, and draws two dots a pixel.
TWICE = {"width": 640, "height": 430}


def test_every_page_fits_a_wide_window_twice_the_size_and_paper(
    chromium: Browser, product: str
) -> None:
    found: dict[str, list[str]] = {}
    for width, height, dots in [(1920, 1080, 1), (TWICE["width"], TWICE["height"], 2)]:
        context = chromium.new_context(
            base_url=product,
            viewport={"width": width, "height": height},
            device_scale_factor=dots,
        )
        page = context.new_page()
        sign_in(page, *OWNER)
        for name, path in PATHS.items():
            go(page, path)
            found[f"{name} at {width} px"] = beyond_the_edge(page)
            page.emulate_media(media="print")
            found[f"{name} on paper, {width} px"] = left_on_paper(page)
            page.emulate_media(media="screen")
        context.close()

    assert {name: faults for name, faults in found.items() if faults} == {}


def beyond_the_edge(page: Page) -> list[str]:
    """The page itself never scrolls sideways; only what is meant to scroll inside it may."""
    wide, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"{wide} px wide in {room}"] if wide > room else []


def left_on_paper(page: Page) -> list[str]:
    """What only a screen can use: the frame, and whatever is pressed."""
    shown = page.locator(".bar, .rail, .queues, .bulk, .outcomes, .button").filter(visible=True)
    return [str(name) for name in shown.evaluate_all("all => all.map(one => one.className)")]


def look(page: Page, name: str, theme: str) -> list[str]:
    if name and os.environ.get("SCREENS"):
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}-{theme}.png")
    page.evaluate(AXE)
    return list(page.evaluate(FOUND))
