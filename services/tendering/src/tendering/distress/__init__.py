"""Signs that a supplier may fail: recorded with their source, or seen here. They ask for plans and keep nobody out."""
