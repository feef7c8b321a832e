"""Files in the store are read a megabyte at a time, whoever reads them."""

import io

from chassis.incoming.stored import Ahead

LINE = b"Harbour Homes,01/04/2026,12.50\n"


class Asked(io.BytesIO):
    """A store that knows how often it was asked."""

    times = 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self.times += 1
        return super().readinto(buffer)


def test_a_reader_of_text_asks_the_store_once_for_a_megabyte() -> None:
    store = Asked(LINE * 50_000)
    lines = list(io.TextIOWrapper(Ahead(store, 1024 * 1024), encoding="utf-8"))
    assert (len(lines), lines[-1].encode()) == (50_000, LINE)
    assert store.times == 4  # for two parts, and twice at the end
