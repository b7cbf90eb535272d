"""A model as a file: a zip archive of one JSON card and plain arrays of numbers.

Nothing in it can run code: arrays are read with pickling forbidden, and every shape is checked
before it is used. A stranger's file can at worst class letters badly.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gongkai.trends.learning.grams import BLOCKS, Block, Vocabulary
from gongkai.trends.learning.nearness import Nearness
from gongkai.trends.learning.weighing import Weights

FORMAT = "gongkai letters"
VERSION = 2
UNPACKED_BYTES_MAX = 2_000_000_000
CARD = "card.json"
WORDS = "words.txt"


class ForeignModelError(Exception):
    """A file is not a model of ours, or is broken."""


@dataclass(frozen=True, slots=True)
class Model:
    """What classes letters, and the card that says how well."""

    classes: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Weights
    temperature: float
    card: dict[str, Any]


def save(model: Model, path: Path) -> None:
    """Write a model; a file that stands there is only replaced by a whole one."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "classes": list(model.classes),
        "temperature": model.temperature,
        "card": model.card,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        archive.writestr(CARD, json.dumps(head, ensure_ascii=False, indent=1))
        archive.writestr(WORDS, "\n".join(model.vocabulary.words))
        _write(archive, "weights", model.weights.table)
        _write(archive, "offset", model.weights.offset)
        for field in fields(Nearness):
            _write(archive, f"near_{field.name}", getattr(model.weights.near, field.name))
        for name in BLOCKS:
            block = model.vocabulary.blocks[name]
            _write(archive, f"{name}_keys", block.keys)
            _write(archive, f"{name}_rarity", block.weights)
    beside.replace(path)


def _write(archive: zipfile.ZipFile, name: str, array: NDArray[Any]) -> None:
    written = io.BytesIO()
    np.lib.format.write_array(written, np.ascontiguousarray(array), allow_pickle=False)
    archive.writestr(f"{name}.npy", written.getvalue())


def load(path: Path) -> Model:
    """Read a model.

    Raises:
        ForeignModelError: The file is not a model of this format, or it is broken.
        OSError: There is no such file, or it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except ForeignModelError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise ForeignModelError(str(error)) from error
    except (NotImplementedError, RuntimeError, MemoryError) as error:  # an odd or locked archive
        raise ForeignModelError(str(error)) from error


def _read(archive: zipfile.ZipFile) -> Model:
    if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES_MAX:
        msg = "too large"
        raise ForeignModelError(msg)
    head = json.loads(archive.read(CARD))
    if (head["format"], head["version"]) != (FORMAT, VERSION):
        msg = f"{head['format']} {head['version']}"
        raise ForeignModelError(msg)
    classes = tuple(str(name) for name in head["classes"])
    text = archive.read(WORDS).decode("utf-8")
    words = {word: place for place, word in enumerate(text.split("\n") if text else [])}
    blocks = {name: _block(archive, name) for name in BLOCKS}
    vocabulary = Vocabulary(words, blocks)
    table = _array(archive, "weights", np.float32, (vocabulary.width, len(classes)))
    offset = _array(archive, "offset", np.float32, (len(classes),))
    temperature = float(head["temperature"])
    if len(classes) < 2 or not np.isfinite(temperature) or not isinstance(head["card"], dict):
        msg = "the card makes no sense"
        raise ForeignModelError(msg)
    near = _near(archive, vocabulary.width, len(classes))
    return Model(classes, vocabulary, Weights(table, offset, near), temperature, head["card"])


def _near(archive: zipfile.ZipFile, width: int, classes: int) -> Nearness:
    columns = _array(archive, "near_columns", np.int64, None)
    if not len(columns) or (np.diff(columns) <= 0).any() or columns[0] < 0 or columns[-1] >= width:
        msg = "near_columns is not in order"
        raise ForeignModelError(msg)
    directions = _array(archive, "near_directions", np.float32, (len(columns), None))
    landmarks = _array(archive, "near_landmarks", np.float32, (None, directions.shape[1]))
    table = _array(archive, "near_table", np.float32, (len(landmarks), classes))
    return Nearness(columns, directions, landmarks, table)


def _block(archive: zipfile.ZipFile, name: str) -> Block:
    keys = _array(archive, f"{name}_keys", np.int64, None)
    if len(keys) and ((np.diff(keys) <= 0).any() or keys[0] < 0):
        msg = f"{name} is not in order"
        raise ForeignModelError(msg)
    return Block.of(keys, _array(archive, f"{name}_rarity", np.float32, keys.shape))


def _array(
    archive: zipfile.ZipFile, name: str, kind: type[Any], shape: Sequence[int | None] | None
) -> NDArray[Any]:
    """Read an array of so many numbers each way; None for any number, or for one row of them."""
    written = io.BytesIO(archive.read(f"{name}.npy"))
    found: NDArray[Any] = np.lib.format.read_array(written, allow_pickle=False)
    wanted = (None,) if shape is None else tuple(shape)
    fits = found.ndim == len(wanted) and all(
        want in (None, size) for want, size in zip(wanted, found.shape, strict=True)
    )
    if found.dtype != kind or not fits or not np.isfinite(found).all():
        msg = f"{name}: {found.dtype} {found.shape}"
        raise ForeignModelError(msg)
    return found
