"""Whole cents. The agent uses this module too: no Django here."""


class NotMoney(ValueError):
    """The text is not a dollar amount with at most two decimals."""


def cents_from_text(text: str) -> int:
    """Read what a person typed: `1,234.56`, `-45`, `$12.5`. Raises NotMoney."""
    bare = text.strip().replace("$", "", 1).replace("\u2212", "-")
    sign = -1 if bare.startswith("-") else 1
    whole, _, fraction = bare.lstrip("-").partition(".")
    groups = whole.split(",")
    well_grouped = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    digits = "".join(groups) + fraction
    if not (well_grouped and len(fraction) <= 2 and digits.isascii() and digits.isdigit()):
        raise NotMoney("Expected a dollar amount such as 1,234.56.")
    return sign * (int("".join(groups) or "0") * 100 + int(fraction.ljust(2, "0") or "0"))


def dollars(cents: int) -> str:
    """`-123456` → `-1,234.56`: for messages and files; pages use the `money` filter."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def split_cents(total_cents: int, weights: list[int]) -> list[int]:
    """Share `total_cents` in proportion to `weights`; the parts add up exactly.

    The cents that do not divide evenly go to the largest remainders, first line first, so the
    same amount splits the same way on every run. Raises ValueError without a positive weight.
    """
    whole = sum(weights)
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("Weights must be zero or more, and one of them more than zero.")
    parts = [total_cents * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(total_cents * weights[i] % whole), i)
    )
    for i in by_remainder[: total_cents - sum(parts)]:
        parts[i] += 1
    return parts
