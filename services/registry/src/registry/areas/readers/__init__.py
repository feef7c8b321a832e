"""How gazetteers and the history of areas' codes are published."""

from registry.areas.readers.gazetteers import GAZETTEERS

LAYOUTS = GAZETTEERS
