"""Every layout that is known."""

from registry.areas.readers import LAYOUTS as AREAS
from registry.charities.readers import LAYOUTS as CHARITIES
from registry.codes.readers import LAYOUTS as CODES
from registry.companies.readers import LAYOUTS as COMPANIES
from registry.public_bodies.readers import LAYOUTS as PUBLIC_BODIES
from registry.registers.domain import Layout
from registry.regulated.readers import LAYOUTS as REGULATED

LAYOUTS: tuple[Layout, ...] = (*CHARITIES, *COMPANIES, *PUBLIC_BODIES, *REGULATED, *AREAS, *CODES)
BY_NAME = {layout.name: layout for layout in LAYOUTS}
