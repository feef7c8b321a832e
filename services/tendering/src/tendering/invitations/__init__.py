"""Who may bid where not everybody may: members of a market, and whoever was invited."""
