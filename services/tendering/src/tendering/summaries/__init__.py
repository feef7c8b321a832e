"""Every bidder is told before the award how its bid was assessed, beside the winning one (s.50)."""
