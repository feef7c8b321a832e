"""What `up` says while one waits: a line for each process that is ready, or JSON Lines for machines."""

import json
import time

from commonweal.options import err, out


class Progress:
    """Counts seconds from its making."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.began = time.monotonic()

    def opened(self, name: str) -> None:
        """A process is ready."""
        after = time.monotonic() - self.began
        if self.as_json:
            out.print_json(json.dumps({"process": name, "after": round(after, 2)}), indent=None)
        else:
            err.print(f"  [green]✓[/] {name:<13}[dim]{after:5.1f} s[/]")

    def ready(self, url: str) -> None:
        """Everything is; the words are promised to scripts."""
        if self.as_json:
            out.print_json(json.dumps({"ready": url, "after": round(time.monotonic() - self.began, 2)}), indent=None)
        else:
            out.print(f"Commonweal is ready: {url}", highlight=False)

    def stopped(self) -> None:
        """Nothing runs any more, and nothing was lost."""
        if not self.as_json:
            err.print("Stopped.")
