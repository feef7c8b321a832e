"""What is known of an area's code over time. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Succession:
    """One area's code and another's that took over from it; `on` is None where no source says when."""

    code: str
    successor: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Life:
    """A span in which an area's code stood, both days included; None is not known, or not ended."""

    began: date | None
    ended: date | None

    def lasts_on(self, day: date) -> bool:
        """Whether the day is in it."""
        return (self.began is None or self.began <= day) and (self.ended is None or day <= self.ended)


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one area's code: its lives, whether a list of today's areas has it, and who took over.

    `active` is the area that is there now, where a list says so without saying since when.
    """

    lives: tuple[Life, ...] = ()
    current: bool | None = None
    successions: tuple[Succession, ...] = ()
    active: str | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the code was in use on the day, as far as that is known."""
        if self.lives:
            return any(life.lasts_on(day) for life in self.lives)
        dated = [it.on for it in self.successions if it.on is not None]
        if self.current or (self.current is None and not dated):
            return True
        return bool(dated) and day < min(dated)

    def heirs_on(self, day: date) -> Iterator[str]:
        """Who had taken over by then: those with a date, and otherwise the area that is there now."""
        heirs = [it.successor for it in self.successions if it.on is None or it.on <= day]
        if heirs:
            yield from heirs
        elif self.active is not None:
            yield self.active
