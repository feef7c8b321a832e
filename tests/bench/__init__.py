"""How quick the platform is, each figure against something simpler in the same run on the same machine."""
