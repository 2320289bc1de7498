"""The practice: who it is, how it is entered, what it sends us and what waits for its people."""
