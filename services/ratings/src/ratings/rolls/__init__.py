"""Everybody on a petition's or a ballot's roll gets the means to take part: a code, or an invitation; none gets two."""
