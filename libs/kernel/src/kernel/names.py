"""Names as they are compared: a copy without case, marks and what a ledger adds to a name. The published one stays."""

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[^\w\s]|_")
_SPACES = re.compile(r"\s+")
#: What ledgers hang on to names: `Hitachi Consulting~113117054`, `Orange (A/pm/01)`.
_HUNG_ON = re.compile(r"~\d+\s*$|\(\s*[A-Z]{1,3}/[^)]*\)\s*$", re.IGNORECASE)
_FORMS = {"limited": "ltd", "company": "co", "incorporated": "inc", "and": "&", "public limited co": "plc"}
_ENDINGS = frozenset({"ltd", "plc", "llp", "inc", "cic", "cio", "co", "lp", "uk"})


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """The name in lower case, without marks, with one spelling of each legal form."""
    text = unicodedata.normalize("NFKC", _HUNG_ON.sub("", name.strip())).casefold().replace("&", " and ")
    words = _SPACES.split(_MARKS.sub(" ", text.replace("'", "").replace(".", "")).strip())
    spelt = " ".join(_FORMS.get(word, word) for word in words if word)
    return spelt.replace("public ltd co", "plc").removeprefix("the ")


@lru_cache(maxsize=20_000)
def bare_key(name: str) -> str:
    """The same without legal forms at its end."""
    words = name_key(name).split()
    while len(words) > 1 and words[-1] in _ENDINGS:
        words.pop()
    return " ".join(words)
