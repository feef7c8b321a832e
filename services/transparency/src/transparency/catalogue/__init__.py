"""Which data is published here, by whom and in which forms, so that people and other catalogues find it."""
