"""Pouring examples, fitting a group's model, putting one in force, saying a claim's risk."""

from billing.risk.actions.asking import POUR, ask_to_pour
from billing.risk.actions.choosing import use, use_scorecard
from billing.risk.actions.fitting_of_group import fit, is_due
from billing.risk.actions.pouring import pour_step

__all__ = ["POUR", "ask_to_pour", "fit", "is_due", "pour_step", "use", "use_scorecard"]
