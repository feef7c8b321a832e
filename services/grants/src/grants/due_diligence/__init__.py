"""What was checked of an applicant, from which source and when; it reads that, may correct it, and a person decides."""
