"""`python -m commonweal`: the command, for whoever has no scripts on the path."""

from commonweal.cli import app

app(prog_name="commonweal")
