"""How imports look on the wire."""

from pydantic import Field

from chassis.incoming.wire import FileIn, FileOut
from chassis.wire import Out, example


class AnnouncementIn(
    FileIn,
    json_schema_extra=example(
        filename="cascs.csv", size=75, sha256="372de67899a3fee8c722251846349aa649749e30f20adc3772bf36ee444fff5b"
    ),
):
    """A file that is about to come: a register's own, or a gzip or zip of it. `size` is in bytes."""


class ImportOut(FileOut):
    """A file and what became of its records: read = accepted + merged + rejected."""

    layout: str | None
    read: int
    accepted: int
    merged: int = Field(description="They speak of a body that was known already, by the same number or by a link.")
    rejected: int
    unchanged: int = Field(description="Of those accepted or merged: nothing had to be written.")
    repeated: int = Field(description="Of those merged: numbers that the file names again; its later row stands.")
    rejected_by_code: dict[str, int]


class RejectionOut(Out):
    """A record that was not taken. `raw` is how it stood there, and is empty for rows about people."""

    line: int
    code: str
    sentence: str
    raw: str


class LayoutOut(Out):
    """A way in which a register is published."""

    name: str
    register_: str = Field(serialization_alias="register")
    title: str
    form: str
    columns: list[str]
