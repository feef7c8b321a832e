"""The look shared by public pages: a layout, a few pieces, one stylesheet. Everything works without JavaScript.

shelf = Shelf("transparency.site")          # templates beside the views that fill them
html = shelf.render("organisation.html", organisation=…)
"""

from pages.headers import ONLY_OURS, private
from pages.shelf import STATIC, Shelf, stylesheet_path

__all__ = ["ONLY_OURS", "STATIC", "Shelf", "private", "stylesheet_path"]
