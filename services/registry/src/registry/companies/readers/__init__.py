"""How the registers of companies, mutual societies and co-operatives are published: layouts, told apart by columns."""

from registry.companies.readers.co_operatives import CO_OPERATIVES
from registry.companies.readers.companies_house import COMPANIES_HOUSE
from registry.companies.readers.crosswalks import CROSSWALKS
from registry.companies.readers.mutuals import MUTUALS

LAYOUTS = (*COMPANIES_HOUSE, *MUTUALS, *CO_OPERATIVES, *CROSSWALKS)
