"""`python -m rulebook`: write docs/rules.md."""

from pathlib import Path

from rulebook.page import page

(Path(__file__).parents[4] / "docs" / "rules.md").write_text(page(), encoding="utf-8")
