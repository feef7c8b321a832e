"""A scheme offers grants: what for, how much in all, and between which days one may ask."""
