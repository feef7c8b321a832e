"""What somebody holds in an organisation, day by day; and who therefore stands at the top of which group."""
