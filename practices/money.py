"""Whole cents. The agent uses this module too: no Django here."""


def dollars(cents: int) -> str:
    """`-123456` → `-1,234.56`: for messages and files; pages use the `money` filter."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
