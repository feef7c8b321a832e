"""Codes that people copy from paper."""

import re

import pytest

from ratings.credentials.domain import digest_of, new_code


def test_a_code_is_five_groups_of_four_that_nobody_mistakes() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)


@pytest.mark.parametrize("as_typed", ["7h2k-q0zd-44mx-91rw-b3ve", "7H2KQOZD44MX9IRWB3VE", " 7H2K QoZD 44MX 9lRW B3VE "])
def test_a_code_is_known_however_it_is_typed(as_typed: str) -> None:
    assert digest_of(as_typed) == digest_of("7H2K-Q0ZD-44MX-91RW-B3VE")


@pytest.mark.parametrize(
    "text", ["", "7H2K", "7H2K-Q0ZD-44MX-91RW-B3VU", "7H2K-Q0ZD-44MX-91RW-B3VE-0", "\uff17H2K-Q0ZD-44MX-91RW-B3VE"]
)
def test_what_cannot_be_a_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="five groups"):
        digest_of(text)
