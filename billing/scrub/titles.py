"""Why a claim waits, in a few words and without a patient. Pure."""

from billing.scrub.catalog import Rule, catalog

BROKEN, OWN_HOLD, SIGN = "UNCHECKED", "HELD", "SIGN"
WORDS = {
    BROKEN: "Could not be checked",
    OWN_HOLD: "Held, with a reason of its own",
    SIGN: "Waits for a signature",
}


def title_of(rule: Rule) -> str:
    """The first sentence of its page."""
    return rule.page.partition("\n")[0].rstrip(".")


def words_of(why: str) -> str:
    """Of a rule's code, or of why else it waits; "" for a word that is none of ours."""
    rule = catalog().get(why)
    if rule is not None:
        return title_of(rule)
    return "A rule of the group" if why.startswith("OWN-") else WORDS.get(why, "")
