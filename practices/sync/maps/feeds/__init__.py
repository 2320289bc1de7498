"""Feeds: the tables in our own words, for every system that is read by a mapping file."""

from practices.sync.maps.feeds.tables import MEANINGS, TABLES

__all__ = ["MEANINGS", "TABLES"]
