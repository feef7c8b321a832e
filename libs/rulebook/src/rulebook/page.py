"""The rulebook as a page people can read and argue with: docs/rules.md."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rulebook.rules import Rule, rules

OPENING = """# The rules

Made from `libs/rulebook/src/rulebook/law/*.toml` by `python -m rulebook`; change those, never this page.

Every decision names one of these rules and its version. The version is the one that stood on the day the procedure
commenced. **Basis**: LAW is statute; POLICY a policy note, guidance or code; SEED a proposal of the papers behind the
platform; PROFILE a parameter the platform chose. Only LAW, or a rule that the authority itself published for the
procedure, may stop anybody; every other rule flags, scores or is published. **Confidence**: V the primary text was
seen; S a secondary source or an excerpt was seen; M remembered, to be verified before anyone relies on it. First days
that the source does not give are those on which the Act or regulation began to apply.
"""


def page() -> str:
    """The whole page as Markdown."""
    versions = [version for every in rules().values() for version in every]
    return "\n".join(
        [OPENING, *(line for subject, group in _by_subject(versions) for line in _section(subject, group))]
    )


def _by_subject(versions: list[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    for subject, group in groupby(versions, key=lambda version: version.subject):
        yield subject, list(group)


def _section(subject: str, versions: list[Rule]) -> Iterator[str]:
    yield f"## {subject}\n"
    for found in versions:
        yield f"### `{found.id}` version {found.version}\n"
        yield f"{found.says}\n"
        yield f"{found.basis}, confidence {found.confidence}; {found.valid}. Source: {found.source}.\n"
        yield from (f"- {key.replace('_', ' ')}: {_spelt(value)}" for key, value in found.values.items())
        if found.values:
            yield ""


def _spelt(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
