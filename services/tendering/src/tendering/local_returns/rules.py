"""When a count of staff may be told."""

from datetime import date

from rulebook.rules import rule


def fewest_staff(*, on: date) -> int:
    """Of fewer staff than this no figure is told: it would tell of people."""
    return rule("delivery.anchors", on=on).number("fewest_staff")
