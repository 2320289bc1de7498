"""Organizations, regions, practices, who serves where; and the one place that enters a practice.

A practice's rows live in a Postgres schema of their own, readable by a database role of their own.
`tenancy.in_practice` is the only way in. `guard.PracticeModel` is what its rows are made of.
"""
