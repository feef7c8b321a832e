"""Found by every Python that a planted platform starts: the bug is in the core before anything else is loaded."""

import os

if os.environ.get("COMMONWEAL_TEST_PLANT"):
    from tests.faults.plants import PLANTS

    PLANTS[os.environ["COMMONWEAL_TEST_PLANT"]]()
