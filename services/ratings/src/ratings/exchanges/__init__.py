"""Suppliers rate buyers, and buyers suppliers; neither can pay the other back."""
