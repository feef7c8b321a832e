"""The issuer: knows who used a service, signs what it cannot see, and never hears what was said."""
