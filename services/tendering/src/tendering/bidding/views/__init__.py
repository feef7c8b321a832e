"""The page over HTTP: what is written is kept, or put in the box."""

from tendering.bidding.views.form import router

__all__ = ["router"]
