"""A clearinghouse, the payers behind it and the bank, for tests, benches and the demo.

In process: `House(folder, now, Script(...))`, then `house.run(now)` as often as time passes; its
`ledger` tells what it got and what became of each claim. As a program:
`python -m tests.doubles.clearinghouse --folder DIR [--port N] [--sftp-port M] [--script FILE]`.
"""

from tests.doubles.clearinghouse.house import House
from tests.doubles.clearinghouse.ledger import Ledger, Truth
from tests.doubles.clearinghouse.script import Script

__all__ = ["House", "Ledger", "Script", "Truth"]
