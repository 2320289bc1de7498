"""Preview: a practice system's REST API by a signed mapping, its lists kept as a copy of rows.

`mapping` says what is read, `client` makes one call, `paging` goes through a list, `pulling` lays
it over the `copy`, `budget` counts the month's calls, `plan` paces them, `connector` is the source.
"""
