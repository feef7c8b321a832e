"""Who was invited to bid, where not everybody may."""
