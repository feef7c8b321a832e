"""What a benchmark finds, how it is shown and how it is kept."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

Measure = Callable[[], Awaitable[float]]


@dataclass(frozen=True)
class Figure:
    """A figure of ours beside the one that it is judged by, and the bound that we hold ourselves to, if any."""

    ours: float
    baseline: float | None
    unit: str
    baseline_is: str
    bound: "Bound | None" = None

    @property
    def ratio(self) -> float | None:
        """Ours to the baseline's; None without one."""
        return self.ours / self.baseline if self.baseline else None


@dataclass(frozen=True)
class Bound:
    """`least` or `most` of the ratio, or `at_least` or `at_most` of our own figure."""

    least: float | None = None
    most: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, figure: Figure) -> bool:
        """Whether the figure keeps within it."""
        return not (
            (self.least is not None and (figure.ratio or 0) < self.least)
            or (self.most is not None and (figure.ratio is None or figure.ratio > self.most))
            or (self.at_least is not None and figure.ours < self.at_least)
            or (self.at_most is not None and figure.ours > self.at_most)
        )

    def __str__(self) -> str:
        if self.least is not None:
            return f"ratio ≥ {self.least:g}"
        if self.most is not None:
            return f"ratio ≤ {self.most:g}"
        return f"≥ {self.at_least:,.0f}" if self.at_least is not None else f"≤ {self.at_most:,.0f}"


async def alternating(ours: Measure, baseline: Measure, *, rounds: int = 5) -> tuple[float, float]:
    """The medians of both, measured in turns, so that what else the machine does falls on both."""
    pairs = [(await ours(), await baseline()) for _ in range(rounds)]
    return median(mine for mine, _ in pairs), median(theirs for _, theirs in pairs)


def keep(figures: dict[str, Figure], path: Path) -> None:
    """Write them as one JSON object: each figure under its name, a ratio only where there is a baseline."""
    kept = {
        name: {
            "ours": round(figure.ours, 3),
            "baseline": None if figure.baseline is None else round(figure.baseline, 3),
            "ratio": None if figure.ratio is None else round(figure.ratio, 3),
            "unit": figure.unit,
            "baseline_is": figure.baseline_is,
        }
        for name, figure in figures.items()
    }
    path.write_text(json.dumps(kept, indent=2) + "\n")


def show(figures: dict[str, Figure], seconds: float) -> None:
    """A table for people."""
    table = Table(caption=f"{seconds:.0f} seconds; medians of measurements taken in turns")
    for heading in ("benchmark", "ours", "baseline", "ratio", "unit", "baseline is", "bound"):
        table.add_column(heading, justify="right" if heading in {"ours", "baseline", "ratio"} else "left")
    for name, figure in figures.items():
        table.add_row(name, *shown(figure))
    Console().print(table)


def shown(figure: Figure) -> Sequence[str]:
    """The figure's cells."""
    met = "" if figure.bound is None else f"{figure.bound} {'✓' if figure.bound.holds(figure) else '✗'}"
    return [
        f"{figure.ours:,.2f}",
        "" if figure.baseline is None else f"{figure.baseline:,.2f}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        figure.unit,
        figure.baseline_is,
        met,
    ]
