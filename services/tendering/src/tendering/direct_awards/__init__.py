"""A contract awarded without competition: on a ground of Schedule 5, after its transparency notice (ss.41-44)."""
