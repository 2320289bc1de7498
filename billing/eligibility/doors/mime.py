"""A form of parts as MIME writes it: put together, and taken apart."""

import email.parser
import email.policy


def form(fields: dict[str, str], payload: bytes, mark: str) -> bytes:
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="Payload"\r\n\r\n'.encode()
    return b"".join([*parts, head, payload, f"\r\n--{mark}--\r\n".encode()])


def parts_of(content_type: str, body: bytes) -> dict[str, bytes]:
    """Fields of a form by name; {} where it is none."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("ascii", "replace")
    told = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    found: dict[str, bytes] = {}
    for part in told.iter_parts() if told.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            found[name] = payload.strip(b"\r\n")
    return found
