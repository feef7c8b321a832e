"""`python -m commonweal`: the command, for whoever has no scripts on the path."""

from commonweal.cli import app

if __name__ == "__main__":
    app(prog_name="commonweal")
