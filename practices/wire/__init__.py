"""What the agent at a practice and the platform say to each other. No Django; both sides use it.

`values` writes a source row in the one form both sides hash, `batch` packs rows for the road,
`messages` are the bodies of all other calls, `buckets` compare two sides, `signing` signs and
proves every request. `VERSION` rises when an older side could misunderstand a newer one.
"""

VERSION = 1
"""One byte in every batch and message head; the server answers the last two."""
