"""Codes of its tables, and our words for them. Pure."""

RELATIONSHIP = {0: "self", 1: "spouse", 2: "child"}
SEX = {0: "M", 1: "F", 2: "U"}
PROSTHESIS = {"I": "initial", "R": "replaced"}
FREQUENCIES = {0: "1", 1: "7", 2: "8"}
AREAS = {1: "surface", 2: "tooth", 3: "mouth", 4: "quadrant", 5: "sextant", 6: "arch", 7: "teeth"}
PLACES = {0: "11", 1: "12", 2: "21", 3: "22", 4: "31", 5: "33", 6: "11", 7: "15", 8: "03", 9: "26",
          10: "50", 11: "71", 12: "72", 13: "23", 14: "24", 15: "02", 16: "10"}  # fmt: skip
"""Its own numbers of places, and the two digits a claim names them by."""
DIAGNOSES = ("DiagnosticCode", "DiagnosticCode2", "DiagnosticCode3", "DiagnosticCode4")
YES = 1  # of unknown, yes, no
MONTHS_MAX = 255

SCHEDULES = {0: "usual", 1: "copay", 2: "outside", 3: "fixed", 4: "seen"}
MEASURES = {
    0: "mobility",
    1: "furcation",
    2: "margin",
    3: "junction",
    4: "probing",
    5: "skipped",
    6: "bleeding",
}
TREATING = -1  # of a clinic whose dentists bill for themselves
MISSING = 0  # of what a tooth may be from the start
NOT_MEASURED = -1
