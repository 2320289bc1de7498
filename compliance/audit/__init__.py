"""Who did and saw what: events appended in the transaction of the act, changed by nobody.

Every change of a practice's rows is noted by a trigger in the database itself, so bulk writes and
raw SQL leave a trace too; every page of a practice that a person opens is noted by one hook.
The Merkle log with signed checkpoints will be laid over these rows; `xid` is its place.
"""
