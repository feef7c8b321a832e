"""An organisation in the register: what it is called, which numbers it bears, what it does here, and who says so."""
