"""The Common Procurement Vocabulary: what is bought, by codes (Regulation (EC) No 213/2008).

Eight digits, the first two of which are a division; a ninth is a check digit, which is for typists and dropped, since
two spellings of one code would be two codes to every reader. Its arithmetic was never published. The 9,454 codes
themselves are not kept here: a code of a known division is taken at its word.
"""

import re

_SHAPE = re.compile(r"([0-9]{8})(-[0-9])?", re.ASCII)
#: The divisions of the vocabulary of 2008.
# fmt: off
DIVISIONS = frozenset({
    3, 9, 14, 15, 16, 18, 19, 22, 24, 30, 31, 32, 33, 34, 35, 37, 38, 39, 41, 42, 43, 44, 45, 48, 50, 51, 55, 60, 63,
    64, 65, 66, 70, 71, 72, 73, 75, 76, 77, 79, 80, 85, 90, 92, 98,
})
# fmt: on


def parse_cpv(text: str) -> str:
    """The code without its check digit. Raises ValueError with a sentence for what cannot be one."""
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise ValueError("A CPV code has eight digits and perhaps a check digit, such as 85311000-2")
    code = shape[1]
    if int(code[:2]) not in DIVISIONS:
        raise ValueError(f"{code} is not a CPV code: there is no division {code[:2]}")
    return code
