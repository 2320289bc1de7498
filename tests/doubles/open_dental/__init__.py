"""Open Dental's REST API over a real Open Dental database: what is written here, an agent reads.

`serving` is the protocol, `reading`, `writing` and `claiming` the program's rules, `shapes` the
form of its answers, `database` its rows, `faults` what goes wrong on demand.
"""
