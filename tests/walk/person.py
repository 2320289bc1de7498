"""A person at a browser that sends forms, over and over until the server has answered."""

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from email.message import Message
from http.cookiejar import CookieJar

PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.2


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Person:
    """Keeps cookies, and sends the token with every form."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        handlers = (urllib.request.HTTPCookieProcessor(self.cookies), NoRedirect())
        self._opener = urllib.request.build_opener(*handlers)

    def sign_in(self, email: str, password: str) -> None:
        self.until_answered("/sign-in/")
        status, place = self.until_answered("/sign-in/", username=email, password=password)
        assert (status, place) == (302, "/"), (status, place)

    def until_answered(self, path: str, **fields: str | list[str] | bytes) -> tuple[int, str]:
        """Again and again, as somebody does whose page did not come; status and Location."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            answer = self.send(path, **fields)
            if answer is not None:
                return answer
            time.sleep(PAUSE_SECONDS)
        raise TimeoutError(path)

    def send(self, path: str, **fields: str | list[str] | bytes) -> tuple[int, str] | None:
        """None when nobody answered, or answered that it could not."""
        request = urllib.request.Request(self.address + path)
        if fields:
            self._fill(request, fields)
        try:
            with self._opener.open(request, timeout=30) as response:
                return response.status, ""
        except urllib.error.HTTPError as answer:
            if answer.code >= 500:
                return None
            return answer.code, answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            return None

    def look(self, path: str) -> tuple[int, str, Message]:
        """What a page shows, whatever it answers: status, text and headers."""
        try:
            with self._opener.open(self.address + path, timeout=30) as response:
                return response.status, response.read().decode(), response.headers
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.headers

    def _fill(
        self, request: urllib.request.Request, fields: dict[str, str | list[str] | bytes]
    ) -> None:
        token = next((str(c.value) for c in self.cookies if c.name == "csrf"), "")
        request.add_header("X-CSRFToken", token)
        request.add_header("Origin", self.address)
        boundary = uuid.uuid4().hex
        request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        request.data = b"".join(_part(boundary, key, value) for key, value in fields.items()) + (
            f"--{boundary}--\r\n".encode()
        )


def _part(boundary: str, key: str, value: str | list[str] | bytes) -> bytes:
    if isinstance(value, list):
        return b"".join(_part(boundary, key, one) for one in value)
    name = f'name="{key}"' + (f'; filename="{key}.835"' if isinstance(value, bytes) else "")
    content = value if isinstance(value, bytes) else value.encode()
    head = f"--{boundary}\r\nContent-Disposition: form-data; {name}\r\n\r\n"
    return head.encode() + content + b"\r\n"
