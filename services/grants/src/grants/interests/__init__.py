"""Before somebody assesses an application they say whether they have an interest in it."""
