"""Names of one body are alike, however they are written."""

from kernel.names import bare_key, name_key


def test_names_are_compared_without_what_ledgers_add() -> None:
    assert name_key("The Hitachi Consulting~113117054") == name_key("HITACHI CONSULTING")
    assert name_key("Smith & Sons Limited") == name_key("SMITH AND SONS LTD.")
    assert bare_key("Smith & Sons Limited") == bare_key("Smith and Sons")
