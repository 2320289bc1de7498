"""A source row on its way in. Pure."""

Incoming = tuple[str, int, bytes, str | None, bytes]
"""Key, bucket, hash of sixteen bytes, then stamp and values in their canonical form. A plain tuple:
two thousand of them are made in each batch."""
