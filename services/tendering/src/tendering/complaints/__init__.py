"""A supplier complains of a procurement; the authority reads what it says, and never who says it."""
