"""The whole platform on one machine: the `commonweal` command, its supervisor and its tools."""
