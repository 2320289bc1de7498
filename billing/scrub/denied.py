"""When an answer is a denial and not the patient's share or the contract. Pure."""

Reasons = tuple[tuple[str, str], ...]

# Deductible, coinsurance, copay; the contract's reduction; what an earlier payer settled.
ORDINARY = frozenset(
    {("PR", "1"), ("PR", "2"), ("PR", "3"), ("CO", "45"), ("CO", "253"), ("OA", "23")}
)


def is_denied(paid_cents: int, cuts: Reasons) -> bool:
    """Nothing was paid, for a reason other than these; each cut is a group and a reason code."""
    return paid_cents <= 0 and any(cut not in ORDINARY for cut in cuts)
