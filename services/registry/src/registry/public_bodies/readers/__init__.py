"""How councils, government organisations and health bodies are listed: layouts, told apart by columns or by codes."""

from registry.public_bodies.readers.central import CENTRAL
from registry.public_bodies.readers.councils import COUNCILS
from registry.public_bodies.readers.health import HEALTH
from registry.public_bodies.readers.planning import PLANNING

LAYOUTS = (*COUNCILS, *PLANNING, *CENTRAL, *HEALTH)
