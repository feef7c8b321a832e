"""What the score tables rest on, so that an auditor recounts all of it, and a bidder its own part."""
