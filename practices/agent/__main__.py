"""`python -m practices.agent`."""

import sys

from practices.agent.cli import main

sys.exit(main())
