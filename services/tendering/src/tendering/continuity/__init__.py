"""How a service goes on for the people who use it when its provider is lost: the plan, at an end or long before."""
