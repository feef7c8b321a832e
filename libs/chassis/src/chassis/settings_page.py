"""`python -m chassis.settings_page`: write docs/settings.md from the `#:` comments beside the settings themselves."""

import importlib
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from chassis.settings import Settings

ROOT = Path(__file__).parents[4]
#: A comment may take several lines; the setting follows the last.
MEANING = re.compile(r"^((?: +#: .+\n)+) +(\w+):", re.MULTILINE)
LINE = re.compile(r"#: (.+)")
HEAD = """# Settings

What a deployment decides, by environment variables and by nothing else. Generated from the code by `make docs`.
Lists and tables are written as JSON. Traces obey OpenTelemetry's own variables too: see [tracing.md](tracing.md).
"""


def page() -> str:
    """The whole page. Raises ValueError for a setting that does not say what it means."""
    services = sorted(path.parent.name for path in ROOT.glob("services/*/src/*/settings.py"))
    sections = [section(kind) for program in ("chassis", *services, "gateway") for kind in declared_by(program)]
    return "\n".join([HEAD, *filter(None, sections)])


def declared_by(program: str) -> Iterator[type[BaseModel]]:
    """Its own classes of settings; what stands inside another's JSON comes after that other."""
    module = importlib.import_module(f"{program}.settings")
    kinds = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if kind.__module__ == module.__name__]
    yield from sorted((kind for kind in kinds if issubclass(kind, BaseModel)), key=prefix_of, reverse=True)


def prefix_of(kind: type[BaseModel]) -> str:
    """What its variables begin with; empty for what stands inside another's JSON."""
    return str(kind.model_config.get("env_prefix", ""))


def section(kind: type[BaseModel]) -> str:
    """One table, of the settings that no other has declared before; empty without any."""
    meanings = {field: " ".join(LINE.findall(said)) for said, field in MEANING.findall(inspect.getsource(kind))}
    known = Settings.model_fields if prefix_of(kind) and kind is not Settings else {}
    own = {name: field for name, field in kind.model_fields.items() if name not in known}
    if unsaid := own.keys() - meanings.keys():
        raise ValueError(f"{kind.__module__} does not say what these mean: {', '.join(sorted(unsaid))}")
    if not own:
        return ""
    program = "Every program" if kind is Settings else kind.__module__.partition(".")[0].capitalize()
    heading = f"## {program}" if prefix_of(kind) else f"### {kind.__name__}"
    rows = [row(prefix_of(kind), name, field, meanings[name]) for name, field in own.items()]
    said = (kind.__doc__ or "").splitlines()[0]
    return "\n".join([heading, said, "", "| variable | default | meaning |", "|---|---|---|", *rows, ""])


def row(prefix: str, name: str, field: FieldInfo, meaning: str) -> str:
    """One setting."""
    variable = f"{prefix}{name}".upper() if prefix else name
    return f"| `{variable}` | {default(field)} | {meaning.replace('|', chr(92) + '|')} |"


def default(field: FieldInfo) -> str:
    """What it is when left out; nothing that differs between two machines."""
    if field.is_required():
        return "required"
    if field.default_factory not in {None, dict}:
        return "made at start"
    return shown(field.get_default(call_default_factory=True, validated_data={}))


def shown(value: Any) -> str:
    """A default as one would write it."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, frozenset | tuple):
        value = sorted(value)
    if not value and not isinstance(value, bool | int):
        return "empty"
    return f"`{value if isinstance(value, str) else json.dumps(value)}`"


if __name__ == "__main__":
    (ROOT / "docs" / "settings.md").write_text(page(), encoding="utf-8")
