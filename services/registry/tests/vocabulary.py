"""A small CPV: every division, every group, and one code below one of them."""

import json

from kernel.cpv import GROUPS

CPV: dict[str, str | None] = {
    **{f"{division}000000-0": None for division in GROUPS},
    **{f"{division}{group}00000-0": f"{division}000000-0" for division, groups in GROUPS.items() for group in groups},
    "85311000-2": "85300000-0",
}


def as_file(*left_out: str, name: str = "Something") -> str:
    """The list as it is published, but for some codes."""
    return json.dumps(
        [
            {"code": code, "numericCode": int(code[:8]), "parent": parent, "version": 2, "type": 3, "name": name}
            for code, parent in CPV.items()
            if code not in left_out
        ]
    )
