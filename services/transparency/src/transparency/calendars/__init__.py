"""What each authority owes and by when, as tendering writes it, for the page on which a buyer sees it all."""
