"""Files over HTTP and JSON: a small plain protocol.

    POST /submissions        Idempotency-Key: KEY, Content-Type: application/edi-x12, X-File-Name,
                             Repr-Digest: sha-256=:BASE64:, the body is the file
        201, or 200 for a repeat      {"key", "number", "sha256"}
        409 the key is known with other content; 400, 413, 422 this file is refused
    GET  /submissions/KEY    200 the same JSON, 404 surely not theirs
    GET  /inbox?after=MARK   200 {"files": [{"id", "name", "size", "at"}], "next": MARK or null}
    GET  /inbox/ID           200 the file; 404 it is gone
    POST /inbox/ID/taken     200, 204, or 404 and 410 where it was taken before

A body shorter than its Content-Length, or of another digest, is not taken.
401 and 403: they do not know us. 429 and 503: nothing was done, come later. Any other error of a
POST may have come after the deed, and so may a line that breaks once we were connected.

Nothing lies ready at their side: `stage` only looks whether they answer and do not have it yet.
One request is one connection; TLS is checked, redirects are not followed, all is bounded.
"""

import base64
import hashlib
from collections.abc import Iterator
from typing import Self

from billing.submission.clearinghouses.asking import Asker
from billing.submission.clearinghouses.door import FOUND_BYTES_MAX, Found, Parcel, Receipt, Standing
from billing.submission.clearinghouses.messages import Known, found_of, known_of, page_of, part_of
from billing.submission.clearinghouses.place import Place
from billing.submission.clearinghouses.troubles import (
    AWAY,
    MAYBE,
    STILL_GROWING,
    Changed,
    Down,
    Refused,
    Unsure,
)

PAGES_MAX = 200
KIND = "application/edi-x12"
NOWHERE = {301, 302, 303, 307, 308, 404, 405}


def digest_of(data: bytes) -> str:
    """The header Repr-Digest of RFC 9530."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"


class Http:
    """A Door; `door` says what it concludes."""

    def __init__(self, place: Place) -> None:
        self._place, self._asker = place, Asker(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def stage(self, parcel: Parcel) -> None:
        if self._place.honours_keys and self._known(parcel) is not None:
            raise Unsure(MAYBE)

    def release(self, parcel: Parcel) -> Receipt:
        headers = {
            "Idempotency-Key": parcel.key, "Content-Type": KIND, "X-File-Name": parcel.name,
            "Repr-Digest": digest_of(parcel.data),
        }  # fmt: skip
        told = self._asker.post("/submissions", parcel.data, headers)
        if told.status in NOWHERE:
            raise Refused("address")
        if told.status == 409:
            raise Refused("other_body")
        if told.status not in {200, 201}:
            raise Unsure(MAYBE)
        known = known_of(told.body)
        if known is None or known.key != parcel.key:
            raise Unsure(MAYBE)
        return Receipt(known.number)

    def standing(self, parcel: Parcel, *, staged: bool | None = None) -> Standing:
        if not self._place.honours_keys:
            return Standing.ABSENT if staged is False else Standing.UNSURE
        known = self._known(parcel)
        if known is None:
            return Standing.STAGED if staged else Standing.ABSENT
        return Standing.RELEASED if known.sha256 == parcel.sha256 else Standing.UNSURE

    def listing(self) -> Iterator[Found]:
        after = ""
        for _ in range(PAGES_MAX):
            page = page_of(
                self._asker.get("/inbox" + (f"?after={part_of(after)}" if after else ""))
            )
            yield from map(found_of, page.files)
            if not page.next or page.next == after:
                return
            after = page.next

    def fetch(self, found: Found) -> bytes:
        if found.size > FOUND_BYTES_MAX:
            raise Refused("size")
        told = self._asker.get(f"/inbox/{part_of(found.mark)}", bytes_max=found.size)
        if told.status != 200 or told.is_cut or len(told.body) != found.size:
            raise Changed(STILL_GROWING)
        return told.body

    def archive(self, found: Found) -> None:
        try:
            told = self._asker.post(f"/inbox/{part_of(found.mark)}/taken", b"", {})
        except Unsure:
            raise Down(AWAY) from None
        if told.status not in {200, 204, 404, 410}:
            raise Down(AWAY)

    def _known(self, parcel: Parcel) -> Known | None:
        """What they say of its key. Raises Down where they say neither."""
        told = self._asker.get(f"/submissions/{part_of(parcel.key)}")
        if told.status == 404:
            return None
        known = known_of(told.body) if told.status == 200 else None
        if known is None or known.key != parcel.key:
            raise Down(AWAY)
        return known
