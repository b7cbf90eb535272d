"""What a file says without showing it: comments, tracked changes, hidden sheets, rows and words."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree

from gongkai.screening.rules import portable
from gongkai.screening.rules.files import OFFICE
from gongkai.screening.rules.findings import Code, Finding, Severity

PART_BYTES_MAX = 50_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


def find(media_type: str, content: bytes) -> tuple[Finding, ...]:
    """Return what an office file or a PDF hides; in other kinds of file nothing is looked for.

    A file that cannot be opened is a finding of its own: nobody can vouch for what is in it.
    """
    if media_type == portable.MEDIA_TYPE:
        return portable.find(content)
    reader = READERS.get(media_type)
    if reader is None:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return (*reader(archive), *_metadata(archive))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError):
        return (Finding(Code.UNREADABLE, Severity.BLOCK, ""),)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > PART_BYTES_MAX:
        msg = f"{name} unpacks to too much"
        raise ValueError(msg)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _words(archive: zipfile.ZipFile) -> Iterator[Finding]:
    names = archive.namelist()
    if "word/comments.xml" in names:
        notes = [_text(node) for node in _part(archive, "word/comments.xml").iter(f"{W}comment")]
        if notes:
            yield Finding(Code.COMMENTS, Severity.BLOCK, f"{len(notes)}: {notes[0][:40]}")
    for name in names:
        if not re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
            continue
        root = _part(archive, name)
        changed = [*root.iter(f"{W}ins"), *root.iter(f"{W}del"), *root.iter(f"{W}moveFrom")]
        if changed:
            excerpt = f"{len(changed)}: {_text(changed[0])[:40]}"
            yield Finding(Code.TRACKED_CHANGES, Severity.BLOCK, excerpt)
        veiled = [
            _text(run)
            for run in root.iter(f"{W}r")
            if run.find(f"{W}rPr/{W}vanish") is not None and _text(run).strip()
        ]
        if veiled:
            yield Finding(Code.HIDDEN_TEXT, Severity.BLOCK, f"{len(veiled)}: {veiled[0][:40]}")


def _text(node: etree._Element) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t", f"{W}delText"))


def _sheets(archive: zipfile.ZipFile) -> Iterator[Finding]:
    for sheet in _part(archive, "xl/workbook.xml").iter(f"{S}sheet"):
        if sheet.get("state") in {"hidden", "veryHidden"}:
            yield Finding(Code.HIDDEN_SHEET, Severity.BLOCK, str(sheet.get("name")))
    for name in archive.namelist():
        if re.fullmatch(r"xl/comments\d*\.xml|xl/threadedComments/.*\.xml", name):
            yield Finding(Code.COMMENTS, Severity.BLOCK, name.rsplit("/", 1)[-1])
        if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            continue
        root = _part(archive, name)
        veiled = [
            node
            for node in (*root.iter(f"{S}row"), *root.iter(f"{S}col"))
            if node.get("hidden") in {"1", "true"}
        ]
        if veiled:
            place = name.rsplit("/", 1)[-1]
            yield Finding(Code.HIDDEN_CELLS, Severity.BLOCK, f"{place}: {len(veiled)}")


def _metadata(archive: zipfile.ZipFile) -> Iterator[Finding]:
    if "docProps/core.xml" not in archive.namelist():
        return
    root = _part(archive, "docProps/core.xml")
    names = {
        (node.text or "").strip()
        for node in (*root.iter(f"{DC}creator"), *root.iter(f"{CP}lastModifiedBy"))
    }
    known = sorted(names - {"", "python-docx", "openpyxl"})
    if known:
        yield Finding(Code.METADATA, Severity.NOTE, ", ".join(known)[:80])


READERS: dict[str, Callable[[zipfile.ZipFile], Iterator[Finding]]] = {
    OFFICE["docx"]: _words,
    OFFICE["xlsx"]: _sheets,
}
