"""Which websites, mailboxes and legal forms may stand in the register."""
