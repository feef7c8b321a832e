"""What may be set: nothing beyond what every service has."""

from chassis.settings import Settings

__all__ = ["Settings"]
