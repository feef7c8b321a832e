"""What an applicant is, as it says with its application: how small, how local, and to whom it passes money on."""
