"""A suggestion of the class of a letter, for the page where a letter is handled.

    found = suggestion("楼下餐馆油烟扰民", "每天晚上……")
    if found and found.sure: ...

The model is the file `models/letters.model` under GONGKAI_HOME, made by `gongkai train_letters`
or from the body's own closed letters by `gongkai train_letters --own`. Without one there is no
suggestion. Below a confidence a person decides without being led.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gongkai.letters.models import Letter
from gongkai.letters.suggesting import Suggestion
from gongkai.trends.actions.models import Lesson
from gongkai.trends.learning import keeping
from gongkai.trends.learning.classing import REASONS, suggest
from gongkai.trends.learning.keeping import ForeignModelError, Model

SURE = 0.7  # of what is above, about 96 in 100 are right on the reference letters
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Suggested:
    """A class for a letter, how sure the model is (0 to 1) and the words that led to it.

    Not `sure`, it should be shown as a guess and nothing be filled in.
    """

    label: str
    confidence: float
    words: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether the class may be filled in for a person to confirm."""
        return self.confidence >= SURE


class _Shelf:
    """The model that this process has read, and what its file looked like then."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stamp: tuple[str, int, int] | None = None
        self.model: Model | None = None


_shelf = _Shelf()


def model_path() -> Path:
    """Return where the model of this platform is kept."""
    return Path(settings.GONGKAI_HOME) / "models" / "letters.model"


def model() -> Model | None:
    """Return the model as it lies on the disk; None when there is none that can be read."""
    path = model_path()
    try:
        found = path.stat()
    except OSError:
        return None
    stamp = (str(path), found.st_mtime_ns, found.st_size)
    with _shelf.lock:
        if _shelf.stamp != stamp:
            try:
                _shelf.model = keeping.load(path)
            except (ForeignModelError, OSError):
                _shelf.model = None
            _shelf.stamp = stamp
        return _shelf.model


def suggestion(subject: str, text: str) -> Suggested | None:
    """Suggest the class of a letter; None without a model or without a text."""
    learnt = model()
    if learnt is None or not (subject.strip() or text.strip()):
        return None
    found = next(suggest(learnt, [(subject, text)], reasons=REASONS))
    return Suggested(found.label, found.confidence, found.words)


def for_desk(subject: str, text: str) -> Suggestion | None:
    """Return the suggestion as the page of a letter shows it."""
    found = suggestion(subject, text)
    return Suggestion(found.label, found.words, found.sure) if found else None


def closed_lessons() -> Iterator[Lesson]:
    """Yield the closed letters that a person has classed, to learn from again."""
    rows = Letter.objects.exclude(label="").exclude(closed_on=None).order_by("pk")
    for title, text, label in rows.values_list("title", "text", "label").iterator(CHUNK):
        yield Lesson((title, text), label)
