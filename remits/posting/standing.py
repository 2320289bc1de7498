"""Where a claim payment stands after planning: its stage, its question, its band. Pure."""

from remits.matching.score import Band
from remits.posting.values import NoMoney, Plan, Question

PROPOSED, ASKING, NO_MONEY = "proposed", "asking", "no_money"
NO_QUESTION = Question("", "")


def standing(outcome: Plan | Question | NoMoney) -> tuple[str, Question, str]:
    """Stage, question (empty for none) and band of what planning gave."""
    match outcome:
        case Plan(band=band):
            return PROPOSED, NO_QUESTION, band.value
        case Question():
            return ASKING, outcome, Band.UNSURE.value
        case NoMoney():
            return NO_MONEY, NO_QUESTION, ""


def waiting_words(outcome: Plan | Question | NoMoney) -> str:
    """What the desk says of it; no patient in it."""
    _, question, band = standing(outcome)
    if question.text:
        return question.text
    return "Ready to post" if band == Band.SURE.value else "Proposed, look once"
