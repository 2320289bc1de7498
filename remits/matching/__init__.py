"""Which claim a claim payment answers: candidates, score, runner-up and why."""
