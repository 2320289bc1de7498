"""The embedded default: Postgres, broker, worker, beat and web under one command."""
