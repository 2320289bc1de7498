"""The product as a newcomer starts it, and a real Chromium before it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
START_SECONDS_MAX = 180
BILLER = ("biller@lakeshore.example", "lakeshore-biller-1")
OWNER = ("owner@lakeshore.example", "lakeshore-owner-1")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`manage.py up --demo` on an empty data folder; gives its address.

    One for each module: what one answers, the next would no longer find.
    """
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("up") / "log"
    env = os.environ | {"DSO_DATA": str(tmp_path_factory.mktemp("data"))}
    with log.open("w") as out:
        up = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--demo", "--port", str(port)],
            cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait_for(address, up, log)
        yield address
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(60)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Ended with its module: while it runs, its event loop keeps this process from any database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, product: str) -> Iterator[Page]:
    """A signed-in biller; the page must not complain of anything, least of all of its policy."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, base_url=product)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page, *BILLER)
    yield page
    context.close()
    assert complaints == []


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in/")
    page.fill("#id_username", email)
    page.fill("#id_password", password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")


def _wait_for(address: str, up: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until and up.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
                if answer.status == 200 and "The demo group is loaded" in log.read_text():
                    return
        except OSError:
            pass
        time.sleep(0.3)
    pytest.fail("The product did not start:\n" + log.read_text()[-2000:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
