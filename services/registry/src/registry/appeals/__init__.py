"""Appeals: an organisation says that a verdict is wrong, and a registrar who had no part in it decides."""
