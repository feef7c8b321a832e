"""What a public register says, row by row, and how the files it is published in are told apart. Pure.

A `Layout` turns one record of a file into entries, or refuses it by raising `Unfit`. Everything that files have in
common (bytes, encodings, headers, quoting, ragged rows, counting, keeping) is done around it, so that a layout is a
table of columns and one small function.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from kernel.orgids import OrgId

#: One record: what stands under each column, stripped of blanks at either end. `Form` says how columns are named.
Cells: TypeAlias = Mapping[str, Any]
#: What a register proves: names of the catalogue of facts (`charity_registration`, `company_status` ...).
Proved: TypeAlias = Mapping[str, bool | int | str]


class Form(StrEnum):
    """How the records of a file are written.

    In the first three a cell is a `str`, empty if nothing stands there. Names of columns are stripped; a name that
    comes again is followed by ` (2)`, ` (3)`; a column without a name is called `(unnamed 20)` after its place.
    """

    CSV = "csv"  # commas, quotes as in RFC 4180, cells of several lines
    TSV = "tsv"  # tabs, no quoting at all
    HEADERLESS = "headerless"  # as CSV, but the first line is a row; columns are called "1", "2" ...
    JSON = "json"  # objects: an array, one a line, one alone, or an array somewhere inside a wrapper


class Standing(StrEnum):
    """Whether the register counts it among the living; what it prints stays in `stated_status`."""

    LIVE = "live"
    ENDED = "ended"  # removed, dissolved, closed, deregistered, abolished
    UNKNOWN = "unknown"  # the register does not say


class LinkKind(StrEnum):
    """How one number relates to another. Only the first two make one body of them."""

    SAME_BODY = "same_body"  # two registers' numbers of one body
    REREGISTERED_AS = "reregistered_as"  # old number to new, in one register
    MERGED_INTO = "merged_into"  # transferor to transferee
    SUCCEEDED_BY = "succeeded_by"  # an abolished public body to one that took over
    LINKED_TO = "linked_to"  # a linked charity to its main charity
    RUN_BY = "run_by"  # a school, or a place, to the body that runs it

    @property
    def joins(self) -> bool:
        """Whether both ends are one body."""
        return self in {LinkKind.SAME_BODY, LinkKind.REREGISTERED_AS}


@dataclass(frozen=True, slots=True)
class Link:
    """Two numbers, and what a register or a crosswalk says they are to each other, in that direction."""

    kind: LinkKind
    start: OrgId
    end: OrgId
    on: date | None = None  # when it took effect, where that is said


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What one register says of one number.

    A list that numbers its rows by itself, without an org-id code (Co-operatives UK, CQC), has an `org_id` made by
    `own_number`: good for joining its own files, never published.
    """

    org_id: OrgId
    name: str
    other_names: tuple[str, ...] = ()  # former, working and translated names
    kind: str | None = None  # the register's word for the legal form or class: "CIO", "Community Interest Company"
    standing: Standing = Standing.UNKNOWN
    stated_status: str | None = None
    founded: date | None = None
    ended: date | None = None
    address: str | None = None
    postcode: str | None = None
    area: str | None = None  # GSS code
    website: str | None = None
    links: tuple[Link, ...] = ()  # each starts at this row's number, and goes when the row no longer says it
    proves: Proved = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)  # what else is worth keeping, JSON: designation, SIC codes
    edition: date | None = None  # of several rows for one number the one with the newest edition stands


@dataclass(frozen=True, slots=True)
class Detail:
    """What a side table adds to a number: another name, an event, a year's return. One for each `kind` and `key`."""

    org_id: OrgId
    kind: str
    key: str
    says: Mapping[str, Any]  # JSON
    proves: Proved = field(default_factory=dict)  # outranks what the main row proves
    ended: date | None = None  # a file of removals says when


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a code list or a gazetteer. One for each `list`, `vintage` and `code`."""

    list: str  # "cpv", "itl", "gss", "org-id", "ccew-classification"
    code: str
    name: str
    vintage: str = ""  # an edition that changes what a code covers: ITL 2021 and 2025
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    more: Mapping[str, Any] = field(default_factory=dict)  # JSON


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A code of one list and the code of another, or of another edition, that covers the same or took over."""

    list: str
    code: str
    other_list: str
    other_code: str
    more: Mapping[str, Any] = field(default_factory=dict)  # JSON


@dataclass(slots=True)
class Kept:
    """What became of one record in the mirror."""

    merged: bool = False  # it speaks of a body that the mirror knew already, by the same number or through a link
    unchanged: bool = True  # nothing had to be written
    repeated: bool = False  # its file had spoken of the same number before, or will again


Entry: TypeAlias = RegisterRow | Link | Detail | Code | Correspondence


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not taken. `line` is where it begins in the file, from 1; `raw` is empty for personal data."""

    line: int
    code: str
    sentence: str
    raw: str


class Unfit(ValueError):
    """A layout refuses a record. `code` is a word for machines such as `malformed_number`."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


LONGEST_OWN_NUMBER = 200  # characters
#: Codes that every layout may use; one that knows better may have its own.
MALFORMED_NUMBER = "malformed_number"
MALFORMED_DATE = "malformed_date"
FUTURE_DATE = "future_date"
NO_NAME = "no_name"
PERSONAL = "personal"  # whole rows about people; their text is not kept
#: Given by what surrounds layouts.
RAGGED = "ragged_row"
NOT_TEXT = "not_text"
NOT_JSON = "not_json"


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file: its name without folders, its columns, and its first records (at most ten)."""

    filename: str
    columns: tuple[str, ...]
    first: tuple[Cells, ...]


def always(head: Head) -> bool:
    """Columns are enough."""
    return True


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which one register is published.

    A file is of this layout if it has this form, all these columns (in any order, among others), and `fits`. Of
    several, the one that asks for most columns is taken. `fits` may look at the file's name, where content cannot tell
    (the NHS files without header), but never at that alone. `columns` of a HEADERLESS layout are "1" up to the last.
    `read` must not look at other records: an import goes on in the middle of a file.
    A slice of readers lists its layouts as `LAYOUTS` in `<slice>/readers/__init__.py`.
    """

    name: str  # "ccew-charity"
    register: str  # "ccew": whose word it is; rows of one register and number replace each other
    title: str  # for people, in a list of known layouts
    form: Form
    columns: frozenset[str]
    read: Callable[[Cells], tuple[Entry, ...]]  # raises Unfit; no entries: nothing in it to keep, and that is well
    fits: Callable[[Head], bool] = always
    records: tuple[str, ...] = ()  # JSON inside a wrapper: the path of keys to the array


def own_number(register: str, number: str) -> OrgId:
    """A list's own number for a row. In lower case: no code of org-id.guide. Control characters become blanks.

    Raises Unfit if it is too long for a number.
    """
    if len(number) > LONGEST_OWN_NUMBER:
        raise Unfit(MALFORMED_NUMBER, f"{number[:40]!r} and so on is too long for a number.")
    return OrgId(
        register, number if number.isprintable() else "".join(it if it.isprintable() else " " for it in number)
    )


def is_published(org_id: OrgId) -> bool:
    """Whether others know this number too."""
    return org_id.scheme.isupper()
