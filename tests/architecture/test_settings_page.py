"""docs/settings.md says what the code says, and every setting says what it means."""

import pytest
from pydantic_settings import SettingsConfigDict

from chassis.settings import Settings
from chassis.settings_page import ROOT, page, section


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "settings.md").read_text() == page(), "run `make docs`"


def test_a_setting_that_does_not_say_what_it_means_is_refused() -> None:
    class Silent(Settings):
        """A service's own."""

        model_config = SettingsConfigDict(env_prefix="COMMONWEAL_")

        #: Says it.
        spoken: int = 1
        silent: int = 2

    with pytest.raises(ValueError, match="what these mean: silent"):
        section(Silent)


def test_only_what_a_service_adds_is_shown() -> None:
    class More(Settings):
        """A service's own."""

        #: How much | more.
        more: bool = False

    assert section(More).splitlines()[-1] == r"| `COMMONWEAL_MORE` | `false` | How much \| more. |"
    assert "DATABASE" not in section(More)


def test_a_meaning_of_several_lines_is_told_whole() -> None:
    class Wordy(Settings):
        """A service's own."""

        #: Begins here,
        #: and ends here.
        long: int = 1

    assert section(Wordy).splitlines()[-1] == "| `COMMONWEAL_LONG` | `1` | Begins here, and ends here. |"
