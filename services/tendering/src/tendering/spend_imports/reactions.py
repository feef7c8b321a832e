"""What becomes of a spend file when nobody asks: it is read."""

from chassis.incoming.reading import reading
from tendering.spend_imports.commands.reading import SPEND_FILES

read_spend_files = reading(SPEND_FILES, "tendering", "spend files")
