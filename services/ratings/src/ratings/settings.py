"""The settings of ratings: those that every service has."""

from chassis.settings import Settings

__all__ = ["Settings"]
