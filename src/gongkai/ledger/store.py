"""The log's files, lying exactly as they are served, below `GONGKAI_LOG`."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from gongkai.ledger import durable
from gongkai.ledger.rules.leaf import DIGEST_MARK, require_digest
from gongkai.ledger.rules.tiles import Tile, parse_path, tile_in, unpack

CHECKPOINT = "checkpoint"


class Store:
    """A folder with a checkpoint, tiles, entry bundles and manifests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scratch = folder.with_name(f"{folder.name}.tmp")
        self.lock = folder.with_name(f"{folder.name}.lock")

    def read(self, path: str) -> bytes:
        """Return a file's content; for a partial tile that is gone, the full one's.

        Raises:
            FileNotFoundError: There is neither.
        """
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            if ".p/" not in path:
                raise
            tile = parse_path(path)
            return (self.folder / Tile(tile.level, tile.index).path).read_bytes()

    def place(self, files: Mapping[str, bytes]) -> None:
        """Write files so that they are whole and on the disk when this returns."""
        durable.place(self.folder, files, scratch=self.scratch)

    def checkpoint(self) -> bytes | None:
        """Return the signed checkpoint; None before the first."""
        try:
            return self.read(CHECKPOINT)
        except FileNotFoundError:
            return None

    def drop_partials(self, paths: Mapping[str, bytes]) -> None:
        """Remove the partial forms of the full tiles among these paths."""
        for path in paths:
            if path.startswith("tile/") and ".p/" not in path:
                shutil.rmtree(self.folder / f"{path}.p", ignore_errors=True)

    def entries(self, bundle: int, size: int) -> list[bytes]:
        """Return the entries of one bundle as a log of `size` leaves has them."""
        tile = tile_in(-1, bundle, size)
        return unpack(self.read(tile.path))[: tile.width]

    def manifest(self, digest: str) -> bytes | None:
        """Return the manifest with this digest; None if it is not there (any more)."""
        try:
            return self.read(manifest_path(digest))
        except FileNotFoundError:
            return None

    def erase_manifest(self, digest: str) -> None:
        """Remove a manifest for good."""
        target = self.folder / manifest_path(digest)
        target.unlink(missing_ok=True)
        if target.parent.exists():
            durable.flush_folder(target.parent)


def manifest_path(digest: str) -> str:
    """Return where the manifest with this digest lies."""
    return f"manifest/{require_digest(digest).removeprefix(DIGEST_MARK)}"


def log() -> Store:
    """Return this site's log."""
    return Store(Path(settings.GONGKAI_LOG))
