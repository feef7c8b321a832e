"""What becomes of an import when nobody asks: it is read."""

from chassis.incoming.reading import reading
from registry.imports.commands.reading import REGISTER_FILES

read_imports = reading(REGISTER_FILES, "registry", "register imports")
