"""Nobody uses us to reach what only we can reach."""

import ipaddress
import socket

import pytest

from practices.events import addresses, sending
from practices.events.addresses import NotAnAddress
from practices.events.sending import Parcel
from tests.practices.events.receiver import Receiver, receiving

PRIVATE = (
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "2001:0:1::1",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8")
REFUSED = (
    "", "hooks.example.com", "//hooks.example.com", "http://hooks.example.com/",
    "ftp://hooks.example.com/", "file:///etc/passwd", "gopher://hooks.example.com/",
    "https://", "https:///path", "https://user@hooks.example.com/", "https://u:p@example.com/",
    "https://:p@example.com/", "https://example.com:0/", "https://example.com:99999/",
    "https://example.com:x/", "https://example.com/#part", "https://example.com\\@10.0.0.1/",
    "https://exa mple.com/", "https://example.com/\r\nHost: x", "https://exämple.com/",
    "https://localhost/", "https://LOCALHOST./", "https://db.internal/", "https://printer.local/",
    "https://intranet/", "https://0x7f000001/", "https://2130706433/", "https://[::1]/",
    "https://[fe80::1%25eth0]/", "https://[::ffff:169.254.169.254]/", "https://127.0.0.1/",
    "https://169.254.169.254/latest/meta-data/", "https://example.com/" + "a" * 500,
)  # fmt: skip


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_not_everybodys_is_not_public(text: str) -> None:
    assert not addresses.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_what_everybody_reaches_is_public(text: str) -> None:
    assert addresses.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("url", REFUSED)
def test_a_url_that_leads_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(NotAnAddress):
        addresses.parse(url, private=False)


def test_a_url_is_taken_apart() -> None:
    found = addresses.parse("https://Hooks.example.com:8443/in?x=1", private=False)

    assert (found.host, found.port, found.path) == ("hooks.example.com", 8443, "/in?x=1")
    assert found.host_header == "hooks.example.com:8443"


class TestSending:
    """On names that mean this machine, however they are written."""

    @pytest.mark.parametrize("host", ["localhost.localdomain", "127.1", "0177.0.0.1", "0x7f.0.0.1"])
    def test_reaches_nobody_at_a_name_of_our_own(
        self, host: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Names that look public and lead home: the resolver's answer is what is judged."""
        connected: list[object] = []
        monkeypatch.setattr(socket, "create_connection", lambda *a: connected.append(a))

        outcome = sending.send(Parcel(f"https://{host}/", b"{}", {}), private=False)

        assert outcome.trouble in {"address", "name"}
        assert connected == []

    def test_connects_to_the_judged_address_whatever_the_name_says_next(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A name that is public when it is judged and ours a moment later (DNS rebinding)."""
        asked, connected = list[str](), list[str]()

        def rebinding(host: str, port: int, **_: object) -> list[object]:
            asked.append(host)
            address = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        def refuse(address: tuple[str, int], *_: object) -> None:
            connected.append(address[0])
            raise ConnectionRefusedError

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        monkeypatch.setattr(socket, "create_connection", refuse)

        outcome = sending.send(Parcel("https://rebind.example.com/", b"{}", {}), private=False)

        assert (outcome.trouble, connected, len(asked)) == ("refused", ["8.8.8.8"], 1)

    def test_one_private_address_among_public_ones_is_enough_to_refuse(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def both(host: str, port: int, **_: object) -> list[object]:
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
                for address in ("8.8.8.8", "10.0.0.1")
            ]

        monkeypatch.setattr(socket, "getaddrinfo", both)

        outcome = sending.send(Parcel("https://two.example.com/", b"{}", {}), private=False)

        assert outcome.trouble == "address"

    def test_needs_the_setting_even_for_a_server_that_is_there(self) -> None:
        with receiving(Receiver()) as receiver:
            outcome = sending.send(Parcel(receiver.url, b"{}", {}), private=False)

        assert (outcome.trouble, receiver.refused, receiver.got) == ("address", 0, [])

    def test_asks_for_a_certificate_that_is_trusted(self) -> None:
        with receiving(Receiver()) as receiver:
            url = receiver.url.replace("http://", "https://")
            outcome = sending.send(Parcel(url, b"{}", {}), private=True, seconds_max=2)

        assert outcome.status is None
        assert outcome.trouble in {"refused", "tls"}
