"""What may be said of an organisation: names, sites, contacts, members, legal form, website; and in what words."""
