"""How those who teach, house and care for people are listed: layouts, told apart by columns."""

from registry.regulated.readers.care import CARE
from registry.regulated.readers.crosswalks import CROSSWALKS
from registry.regulated.readers.housing import HOUSING
from registry.regulated.readers.schools import SCHOOLS

LAYOUTS = (*SCHOOLS, *HOUSING, *CARE, *CROSSWALKS)
