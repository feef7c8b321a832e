"""What a grant is for and how it is earned: cost, match, milestones and a rate card, frozen once they are set."""
