"""Ratings under suspicion are set apart until a moderator decides; until then they neither count nor show."""
