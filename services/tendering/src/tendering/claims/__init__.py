"""Proceedings over an award: those started and notified within the standstill hold the signature (s.101)."""
