"""Profiles: the sets of rules a procedure may run under, chosen by what is bought and composed by who buys it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from rulebook.rules import Rule, rule, rules


class Profile(StrEnum):
    """A body of rules; the ids of its rules begin with its name."""

    FULL = "uk_pa2023_full"
    LIGHT_TOUCH = "uk_pa2023_light_touch"
    BELOW_THRESHOLD = "uk_below_threshold_2026"
    PROVIDER_SELECTION = "uk_psr"
    SOCIAL_ECONOMY = "seed_social_economy"


def provision(profile: Profile, name: str, *, on: date) -> Rule:
    """One rule of a profile: `provision(Profile.FULL, "standstill", on=…)`. Raises NotInForce or KeyError."""
    return rule(f"{profile}.{name}", on=on)


def provisions(profile: Profile, *, on: date) -> Mapping[str, Rule]:
    """Every rule of a profile that applies on that day, by its name within the profile."""
    prefix = f"{profile}."
    return {
        versions[0].id.removeprefix(prefix): version
        for versions in rules().values()
        if versions[0].id.startswith(prefix)
        for version in versions
        if on in version.valid
    }
