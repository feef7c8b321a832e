"""The pages over HTTP: what is written is kept, or put in the box."""

from tendering.bidding.views.entry import router as entry
from tendering.bidding.views.form import router as form

ROUTERS = (form, entry)
