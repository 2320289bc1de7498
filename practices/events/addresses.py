"""Where we may send: https to public addresses, so that nobody uses us to reach what is ours.

The name is resolved here, every address it has is judged, and the connection is made to the very
address that was judged: a name that answers differently the second time changes nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

URL_LENGTH_MAX = 500
PORTS = {"https": 443, "http": 80}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAnAddress(ValueError):
    """The URL is none we send to; the text says why, for the person who typed it."""


class NoSuchName(LookupError):
    """The host has no address now."""


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


def parse(url: str, *, private: bool) -> Target:
    """Raises NotAnAddress. `private` lets http and addresses of our own network through."""
    if len(url) > URL_LENGTH_MAX or not url.isascii() or any(c <= " " or c == "\x7f" for c in url):
        raise NotAnAddress(f"Use at most {URL_LENGTH_MAX} plain characters without spaces.")
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError:
        raise NotAnAddress("This is not a URL.") from None
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        raise NotAnAddress("The URL begins with https://.")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise NotAnAddress("The URL names a host, and neither a user nor a password.")
    if parts.fragment or "\\" in url or port == 0:
        raise NotAnAddress("The URL ends before any #, and holds no backslash.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(parts.scheme, parts.hostname, port or PORTS[parts.scheme], path)
    if not private and _is_written_private(target.host):
        raise NotAnAddress("The host is an address or name of a private network.")
    return target


def resolve(target: Target, *, private: bool) -> str:
    """The address to connect to. Raises NotAnAddress if any it has is not public, NoSuchName."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoSuchName(target.host) from None
    addresses = [ipaddress.ip_address(str(told[4][0]).partition("%")[0]) for told in found]
    if not addresses:
        raise NoSuchName(target.host)
    if not private and not all(is_public(address) for address in addresses):
        raise NotAnAddress("The host's address belongs to a private network.")
    return str(addresses[0])


NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether anybody on the internet reaches it, also through the IPv4 address inside of it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.teredo:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_written_private(host: str) -> bool:
    """What can be told without asking anybody; the rest is judged when it is resolved."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return "." not in name
