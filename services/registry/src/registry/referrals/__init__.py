"""The Open Referral UK 3.0 face: what is offered, as other directories read it, and their feeds, read in."""
