"""What travels between us and the practice management system: rows that come, orders that go."""
