"""Reading eligibility: what is known, whose visits come, what a group's members used."""

from billing.eligibility.queries.covers import Cover, covers
from billing.eligibility.queries.habits import Habit, habit_of
from billing.eligibility.queries.known import (
    Standing,
    benefits_for,
    benefits_of_patients,
    standings,
    whole_for,
)
from billing.eligibility.queries.uses import mark_of, pending_of
from billing.eligibility.queries.visits import Visit, visits

__all__ = [
    "Cover",
    "Habit",
    "Standing",
    "Visit",
    "benefits_for",
    "benefits_of_patients",
    "covers",
    "habit_of",
    "mark_of",
    "pending_of",
    "standings",
    "visits",
    "whole_for",
]
