"""Plays a story: a document of the format `commissioning-scenario/1`, step by step, through the public API alone.

Each organisation and person acts with a client of its own, at the story's time. What comes out is what the platform
reports; nothing of it is computed here. Sections that the platform cannot play yet are named.
"""
