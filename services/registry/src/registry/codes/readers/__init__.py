"""How code lists and gazetteers are published: layouts, told apart by their columns."""

from registry.codes.readers.areas import AREAS
from registry.codes.readers.charities import CHARITY_LISTS
from registry.codes.readers.lists import LISTS
from registry.codes.readers.locations import LOCATIONS

LAYOUTS = (*AREAS, *LOCATIONS, *LISTS, *CHARITY_LISTS)
