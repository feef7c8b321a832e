"""A register's file as published: its bytes, its text, its layout, its records."""
