"""Every event there is, by the subject it travels under."""

from events import Event, grants, ratings, registry, tendering, transparency

MODULES = (registry, tendering, ratings, grants, transparency)
CATALOGUE: dict[str, type[Event]] = {
    word.type: word
    for module in MODULES
    for word in vars(module).values()
    if isinstance(word, type) and issubclass(word, Event) and word.__module__.startswith(module.__name__)
}
