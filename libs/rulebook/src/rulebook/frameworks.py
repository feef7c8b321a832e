"""How long a framework may last (s.47)."""

from datetime import date, datetime, timedelta

from kernel.periods import months_later, years_later
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.reserved_lots import LotTerms


def framework_term_suffices(profile: Profile, term: LotTerms, *, is_open: bool, on: date, now: datetime) -> Decision:
    """Whether a framework, every extension included, ends in time; light touch sets no limit.

    Unknown where the term has no first or last day.
    """
    found = provision(profile, "framework", on=on)
    inputs = {"starts_on": term.starts_on, "ends_on": term.ends_on, "extension_months": term.extension_months}
    if "maximum_years" not in found.values:
        return found.decide(True, found.says, inputs=inputs, now=now)
    years = found.number("open_maximum_years" if is_open else "maximum_years")
    if term.starts_on is None or term.ends_on is None:
        return found.decide(None, "Its first and last day are not said.", inputs=inputs, now=now)
    last = months_later(term.ends_on, term.extension_months)
    limit = years_later(term.starts_on, years) - timedelta(days=1)
    says = f"It ends on {last} at the latest; {years} years end on {limit}."
    return found.decide(last <= limit, says, inputs=inputs, now=now)
