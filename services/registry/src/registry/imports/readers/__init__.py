"""From a store to the layouts that a file in it may have."""
