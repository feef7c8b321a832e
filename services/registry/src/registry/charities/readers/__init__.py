"""How charity registers, and the crosswalks between them and others, are published: layouts, told apart by columns."""

from registry.charities.readers.collections import COLLECTIONS
from registry.charities.readers.crosswalks import CROSSWALKS
from registry.charities.readers.england_and_wales import CHARITY
from registry.charities.readers.england_and_wales_details import DETAILS
from registry.charities.readers.northern_ireland import NORTHERN_IRELAND
from registry.charities.readers.scotland import SCOTLAND
from registry.charities.readers.sports_clubs import SPORTS_CLUBS

LAYOUTS = (CHARITY, *DETAILS, *NORTHERN_IRELAND, *SCOTLAND, *CROSSWALKS, *SPORTS_CLUBS, *COLLECTIONS)
