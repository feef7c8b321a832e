"""The registry's settings: those that every service has."""

from chassis.settings import Settings

__all__ = ["Settings"]
