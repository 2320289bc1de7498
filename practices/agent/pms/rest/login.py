"""How the API knows us: a key in a header, or a token that client credentials are given."""

import base64
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from practices.agent.pms.rest.shapes import ApiKey, OAuth2
from practices.agent.pms.rest.trouble import LoginRefused, Trouble

if TYPE_CHECKING:
    from practices.agent.pms.rest.client import Client

EARLY_SECONDS = 60
TOKEN_SECONDS = 300  # of one that does not say how long it is good for


class Login:
    """`secret` is what the file holds: TOML with client_id and client_secret, or with key."""

    def __init__(self, auth: OAuth2 | ApiKey, secret: str) -> None:
        self._auth, self._secret = auth, _decoded(secret)
        self._token, self._good_until = "", 0.0

    def headers(self, client: "Client") -> Mapping[str, str]:
        """Raises Trouble."""
        match self._auth:
            case ApiKey(header=header, prefix=prefix):
                return {header: prefix + self._told("key")}
            case OAuth2() as auth:
                if not self._token or client.clock() >= self._good_until:
                    self._fetch(client, auth)
        return {"Authorization": f"Bearer {self._token}"}

    def forget(self) -> bool:
        """Whether there was a token that may have run out: another one may do."""
        had, self._token = bool(self._token), ""
        return had

    def _fetch(self, client: "Client", auth: OAuth2) -> None:
        form = {"grant_type": "client_credentials"} | ({"scope": auth.scope} if auth.scope else {})
        name, secret = self._told("client_id"), self._told("client_secret")
        headers = {}
        if auth.sends == "basic":
            told = base64.b64encode(f"{name}:{secret}".encode()).decode()
            headers["Authorization"] = f"Basic {told}"
        else:
            form |= {"client_id": name, "client_secret": secret}
        url = auth.token if auth.token.startswith("http") else client.url_of(auth.token)
        told_body = client.send("POST", url, data=form, headers=headers).body
        self._keep(told_body, client.clock())

    def _keep(self, body: object, clock: float) -> None:
        token = body.get("access_token") if isinstance(body, dict) else None
        if not isinstance(token, str) or not token.isascii() or not token:
            raise LoginRefused("The API gave no token.")
        seconds = body.get("expires_in") if isinstance(body, dict) else None
        lasts = float(seconds) if isinstance(seconds, int | Decimal) else TOKEN_SECONDS
        self._token, self._good_until = token, clock + max(lasts - EARLY_SECONDS, 1.0)

    def _told(self, name: str) -> str:
        found = self._secret.get(name)
        if not isinstance(found, str) or not found:
            raise LoginRefused(f"The file of the API's secret has no {name}.")
        return found


def _decoded(secret: str) -> dict[str, Any]:
    """Raises Trouble, without a word of what stands there."""
    try:
        return tomllib.loads(secret)
    except tomllib.TOMLDecodeError:
        raise Trouble("The file of the API's secret is not as expected.") from None
