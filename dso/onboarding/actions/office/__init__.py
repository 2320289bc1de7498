"""The demo practice that has a practice system: its database, its agent, and its days."""
