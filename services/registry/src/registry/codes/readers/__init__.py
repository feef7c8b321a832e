"""How code lists are published: layouts, told apart by their columns."""

from registry.codes.readers.charities import CHARITY_LISTS
from registry.codes.readers.lists import LISTS
from registry.codes.readers.locations import LOCATIONS

LAYOUTS = (*LOCATIONS, *LISTS, *CHARITY_LISTS)
