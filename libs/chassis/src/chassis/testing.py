"""Test fixtures on real PostgreSQL and NATS."""
