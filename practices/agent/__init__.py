"""The agent in the practice: reads the practice system and sends what changed. No Django here.

It runs on a machine we cannot reach, beside software we do not own. The practice's database is
its only buffer and the platform keeps its place, so that the power may fail after any line.
"""

__version__ = "0.1.0"
