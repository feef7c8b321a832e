"""The Common Procurement Vocabulary: what is bought, by codes (Regulation (EC) No 213/2008).

Eight digits: two of a division, a third of a group in it, and one more for each step down from there; what is below the
step that is meant is filled up with zeros. A ninth is a check digit, which is for typists and dropped, since two
spellings of one code would be two codes to every reader; its arithmetic was never published, and it is not checked.

The 9,454 codes themselves are not kept here. Checked are the division, the group, and that nothing follows a zero.
Whether a code below a group exists, tendering asks of the list that the registry read in.
"""

import re

_SHAPE = re.compile(r"([0-9]{8})(-[0-9])?", re.ASCII)
#: The groups of each division of the vocabulary of 2008, by their third digit.
# fmt: off
GROUPS = {
    "03": "1234", "09": "123", "14": "23456789", "15": "123456789", "16": "1345678", "18": "12345689",
    "19": "124567", "22": "12345689", "24": "1234569", "30": "12", "31": "1234567", "32": "2345", "33": "1679",
    "34": "12345679", "35": "12345678", "37": "3458", "38": "123456789", "39": "123578", "41": "1",
    "42": "123456789", "43": "12345678", "44": "12345689", "45": "12345", "48": "123456789", "50": "12345678",
    "51": "123456789", "55": "123459", "60": "123456", "63": "157", "64": "12", "65": "12345", "66": "1567",
    "70": "123", "71": "23456789", "72": "123456789", "73": "1234", "75": "123", "76": "123456", "77": "123456789",
    "79": "123456789", "80": "123456", "85": "123", "90": "45679", "92": "1234567", "98": "12359",
}
# fmt: on


def parse_cpv(text: str) -> str:
    """The code without its check digit. Raises ValueError with a sentence for what cannot be one."""
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise ValueError("A CPV code has eight digits and perhaps a check digit, such as 85311000-2")
    code = shape[1]
    division, group, steps = code[:2], code[2], code[2:].rstrip("0")
    if division not in GROUPS:
        raise ValueError(f"{code} is not a CPV code: there is no division {division}")
    if "0" in steps:
        raise ValueError(f"{code} is not a CPV code: after a zero there are only zeros")
    if steps and group not in GROUPS[division]:
        raise ValueError(f"{code} is not a CPV code: division {division} has no group {code[:3]}")
    return code
