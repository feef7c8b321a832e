"""The funder pays what it awarded, in one payment or many, and never more."""
