"""An old site's files on disk: which are there, which are documents, in which order, in batches.

Pages first, then tables, then single files; a PDF or Word file that a page links to is that
page's attachment and no document of its own.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from gongkai.documents.actions.importing import Source
from gongkai.documents.faults import disk_words, refusal_words, size_words
from gongkai.documents.rules.importing.formats import (
    CANDIDATES,
    PAGES,
    TABLES,
    Item,
    ending,
    read_file,
)
from gongkai.documents.rules.importing.found import Found
from gongkai.documents.rules.importing.mapping import Mapping

PLACE_CHARACTERS_MAX = 500  # documents.models.Document.source_path
TABLE_FACTOR = 4  # a table holds many documents
_SUPPORT_ENDINGS = ("_files", ".files")  # folders a browser makes beside a saved page
_SUPPORT_NAMES = frozenset({"__MACOSX", "node_modules"})


@dataclass(frozen=True, slots=True)
class Old:
    """A file of the old site: where the command found it and the folder it belongs to."""

    path: Path
    root: Path


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read, or the reason why there is none; `shown` names it in reports."""

    shown: str
    source: Source | None = None
    reason: str = ""


class NothingThereError(Exception):
    """A path does not exist, cannot be read, or holds no file that could be a document."""

    def __init__(self, path: Path, reason: str = "") -> None:
        super().__init__(str(path))
        self.path = path
        self.reason = reason


@dataclass
class Intake:
    """The reading of some folders and files.

    Attributes:
        mapping: Names that the old site uses.
        limit_mb: Size over which a file is not read, in megabytes; four times that for a table.
        linked: Files that pages link to, filled while the pages are read.
    """

    mapping: Mapping
    limit_mb: int
    linked: set[Path] = field(default_factory=set)

    def read(self, old: Old, items: Iterable[Item] | None = None) -> Iterator[Read]:
        """Read the documents of one file; a file that a page links to gives none.

        Args:
            old: The file.
            items: What was read in it already; None reads it now.
        """
        if ending(old.path.name) not in PAGES and old.path.resolve() in self.linked:
            return
        if items is None:
            content = self.content(old)
            if isinstance(content, str):
                yield Read(spelled(old.path), reason=content)
                return
            items = read_file(spelled(old.path.name), content, self.mapping)
        seen: dict[str, int] = {}
        for item in items:
            yield self._read(old, item, seen)

    def _read(self, old: Old, item: Item, seen: dict[str, int]) -> Read:
        shown = f"{spelled(old.path)}{item.part}"
        if item.error is not None:
            return Read(shown, reason=refusal_words(item.error))
        assert item.found is not None
        self._link(old, item.found)
        places = places_of(old, row_name(item.found, seen) if item.part else "")
        return Read(shown, Source(places, item.found, lambda target: self._load(old, target)))

    def content(self, old: Old) -> bytes | str:
        """Return the bytes of a file, or why they cannot be had."""
        try:
            size = old.path.stat().st_size
            limit_mb = self.limit_mb * (TABLE_FACTOR if ending(old.path.name) in TABLES else 1)
            if size > limit_mb * 1_000_000:
                return size_words(size, limit_mb)
            return old.path.read_bytes()
        except OSError as error:
            return disk_words(error)

    def _link(self, old: Old, found: Found) -> None:
        for reference in found.references:
            path = target_of(old, reference.target)
            if path is not None:
                self.linked.add(path)

    def _load(self, old: Old, target: str) -> bytes | None:
        path = target_of(old, target)
        if path is None:
            return None
        content = self.content(Old(path, old.root))
        return content if isinstance(content, bytes) else None


def files_in(paths: Sequence[Path]) -> list[Old]:
    """Return the files that may be documents, in reading order.

    Raises:
        NothingThereError: A path does not exist or cannot be opened, or nothing is in it.
    """
    found: list[Old] = []
    for path in paths:
        if path.is_dir():
            own = list(_walk(path))
        elif path.is_file():
            own = [Old(path, path.parent)] if ending(path.name) in CANDIDATES else []
        else:
            raise NothingThereError(path, _why_not(path))
        if not own:
            raise NothingThereError(path)
        found += own
    kinds = (PAGES, TABLES)
    return sorted(found, key=lambda old: next(
        (at for at, kind in enumerate(kinds) if ending(old.path.name) in kind), len(kinds)
    ))  # fmt: skip


def _why_not(path: Path) -> str:
    try:
        path.stat()
    except OSError as error:
        return disk_words(error)
    return ""


def _walk(root: Path) -> Iterator[Old]:
    def refuse(error: OSError) -> None:
        raise NothingThereError(Path(error.filename or root), disk_words(error))

    for folder, folders, names in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if not _is_support(name))
        for name in sorted(names):
            if ending(name) in CANDIDATES and not name.startswith((".", "~$")):
                yield Old(Path(folder, name), root)


def _is_support(name: str) -> bool:
    return name.startswith(".") or name.endswith(_SUPPORT_ENDINGS) or name in _SUPPORT_NAMES


def places_of(old: Old, row: str = "") -> tuple[str, ...]:
    """Return names for where a document was found, from the folder given on, the shortest first.

    The longer ones serve when two folders of one name hold files of one name.
    """
    full = tuple(spelled(part) for part in old.path.resolve().parts)
    inner = len(old.path.relative_to(old.root).parts)
    places = []
    for count in range(min(inner + 1, len(full)), len(full) + 1):
        place = "/".join(full[-count:]).lstrip("/") + (f"#{row}" if row else "")
        places.append(_fitting(place))
    return tuple(dict.fromkeys(places))


def spelled(path: Path | str) -> str:
    """Return a path as people read it; names unpacked from an old archive may be GBK bytes."""
    raw = os.fsencode(path)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _as_gbk(name: str) -> str:
    """Return a name as the file system shows it when its bytes are GBK."""
    return os.fsdecode(name.encode("gb18030", errors="replace"))


def _fitting(place: str) -> str:
    if len(place) <= PLACE_CHARACTERS_MAX:
        return place
    digest = hashlib.sha256(place.encode()).hexdigest()
    return f"{digest[:32]}…{place[-(PLACE_CHARACTERS_MAX - 33) :]}"


def row_name(found: Found, seen: dict[str, int]) -> str:
    """Return a name for a row that stays when rows are added above it."""
    own = (
        found.source_url
        or found.index_number
        or f"{found.document_number} {found.title} {found.made_on or found.published_on or ''}"
    )
    name = hashlib.sha256(own.encode()).hexdigest()[:16]
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def target_of(old: Old, target: str) -> Path | None:
    """Return the file a relative link of a page leads to, only if it lies in the same folder."""
    plain = target.partition("#")[0].partition("?")[0].replace("\\", "/")
    root = old.root.resolve()
    start = root if plain.startswith("/") else old.path.resolve().parent
    names = (plain, unquote(plain), unquote(plain, encoding="gb18030"))
    for name in dict.fromkeys([*names, _as_gbk(unquote(plain))]):
        try:
            path = (start / name.lstrip("/")).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
        except (OSError, ValueError):  # a name that no file system takes
            continue
    return None
