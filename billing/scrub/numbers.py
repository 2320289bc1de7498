"""Numbers that carry their own check. Pure."""


def is_npi(told: str) -> bool:
    """Ten digits, first 1 or 2, and a Luhn check over 80840 and the number (NPPES)."""
    if len(told) != 10 or not (told.isascii() and told.isdigit()) or told[0] not in "12":
        return False
    digits = [int(one) for one in f"80840{told}"]
    doubled = [2 * one - 9 * (one > 4) for one in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_tax_id(told: str) -> bool:
    """Nine digits that are not all alike."""
    return len(told) == 9 and told.isascii() and told.isdigit() and len(set(told)) > 1
