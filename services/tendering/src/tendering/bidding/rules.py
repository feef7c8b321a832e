"""What is told of an entry that cannot be taken: what to write instead; and of the time that is left."""

from datetime import datetime, timedelta

SENTENCES = {
    "amount": "Write pounds, such as 85000 or 85000.00",
    "share": "Write a part of a hundred above 0, such as 37.5",
    "quantity": "Write how many, as a number such as 12",
    "due_on": "Choose the day by which it is done",
    "place": "Say where it is done",
    "organisation_id": "Paste the address of the organisation’s page here, or its number",
    "name": "Give its name",
    "work": "Say what it will do",
    "proposal": "Say what you propose",
    "statement": "Say what you answer",
    "full_time_equivalents": "Write how many posts, such as 4.5",
    "hours_per_week": "Write hours a week, such as 37",
    "weeks_per_year": "Write weeks a year, such as 52",
    "years": "Write years, such as 3",
}
#: Of a form without any offer; programs hear that it might be sealed instead.
NO_OFFER = "Write a price for one lot at least"
DECLARED = "Write a number on the scale"
#: What is there or not as a whole: half of it means nothing.
TOGETHER = "Fill this in too, or leave its whole group empty"


def sentence(steps: list[str], otherwise: str) -> str:
    """For the field at that place."""
    if len(steps) == 4 and steps[2] == "declared":
        return DECLARED
    if steps[:1] == ["answers"]:  # criteria have any name
        return otherwise
    return SENTENCES.get(steps[-1] if steps else "", otherwise)


def time_left(closes_at: datetime, now: datetime) -> str:
    """How long bids are still taken: `2 days, 4 hours and 12 minutes`; begun minutes are not counted."""
    minutes = max(closes_at - now, timedelta()) // timedelta(minutes=1)
    days, hours = divmod(minutes // 60, 24)
    counted = ((days, "day"), (hours, "hour"), (minutes % 60, "minute"))
    words = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counted if number]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:]))) or "less than a minute"
