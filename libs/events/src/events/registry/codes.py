"""What the registry tells of code lists."""

from typing import ClassVar

from events import Event


class CodeListRead(Event):
    """A code list was read in from its file, whole, and is not what it was. The entity is the list.

    Codes are as notices bear them: those of the CPV without their check digit. All 9,454 of them are some 100 KB.
    """

    type: ClassVar[str] = "registry.code_list.read.v1"

    name: str  # as at /registry/v1/codes: cpv
    codes: list[str]
