"""Who is who and who agreed what with whom, as the other services tell it: what the public site is made of."""
