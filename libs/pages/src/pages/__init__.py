"""The look shared by public pages: a layout, a few pieces, one stylesheet. Everything works without JavaScript.

shelf = Shelf("transparency.site")          # templates beside the views that fill them
html = shelf.render("organisation.html", organisation=…)
"""

from pages.shelf import STATIC, Shelf, stylesheet_path

__all__ = ["STATIC", "Shelf", "stylesheet_path"]
