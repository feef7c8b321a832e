"""Boards that meet in the open: meetings with notice, papers and minutes, and places for whoever wants to observe."""
