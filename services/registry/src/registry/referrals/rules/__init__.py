"""What Open Referral UK says of its objects, and how a service of this register is told in its words."""
