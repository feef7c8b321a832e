"""Other directories' feeds, as HSDS-UK 3.0 has them."""
