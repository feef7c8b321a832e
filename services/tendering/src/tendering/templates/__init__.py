"""For each lawful way to meet a need: when it is open, what to do, and a notice that can be drafted as it stands."""
