"""What can go wrong for the person at the terminal, said in a sentence."""


class CannotDo(Exception):
    """The command stops here; its text tells why and what to do about it."""


class NotRunning(CannotDo):
    """Nothing runs in that state directory."""


class AlreadyRunning(CannotDo):
    """Another `commonweal up` holds that state directory."""


class PortTaken(CannotDo):
    """Somebody else listens there."""


class NeverReady(CannotDo):
    """A process of the platform did not come up; the text ends with its last words."""
