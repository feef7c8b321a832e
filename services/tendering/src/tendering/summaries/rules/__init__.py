"""From a lot's result to what each of its bidders is told, and why."""
