"""The log as it is served: its files for programs, and one page that explains it to people."""

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from gongkai.ledger import access, keys
from gongkai.ledger.models import Cosigner, Event
from gongkai.ledger.receipts import SUFFIX, NotLoggedError, receipt_at
from gongkai.ledger.refusals import RefusedError
from gongkai.ledger.rules.checkpoint import Checkpoint, CheckpointError, parse_checkpoint
from gongkai.ledger.rules.leaf import DIGEST_MARK
from gongkai.ledger.rules.note import NoteError, parse_note
from gongkai.ledger.rules.policy import Member
from gongkai.ledger.rules.tiles import TileError, parse_path
from gongkai.ledger.store import log

TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
LEAVES_SHOWN = 50


def _file(content: bytes | str, content_type: str, cache: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Cache-Control"] = cache
    # Verifiers run in other sites' pages, too; everything here is public.
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    content = log().checkpoint()
    if content is None:
        raise Http404
    return _file(content, TEXT, FRESH)


@gzip_page
@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a tile or an entry bundle; only the one spelling of each path is an address."""
    try:
        named = parse_path(f"tile/{path}")
        content = (log().folder / named.path).read_bytes()
    except (TileError, FileNotFoundError) as error:
        raise Http404 from error
    return _file(content, BYTES, FOR_EVER)


@require_safe
def manifest(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve a manifest. It is not cached for ever: what is erased must be gone."""
    content = log().manifest(DIGEST_MARK + digest)
    if content is None:
        raise Http404
    return _file(content, "application/json", FRESH)


@require_safe
def vkey(request: HttpRequest) -> HttpResponse:
    try:
        return _file(keys.verifier().vkey + "\n", TEXT, FRESH)
    except RefusedError as refusal:
        raise Http404 from refusal


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Serve the log's key and its witnesses as a C2SP policy, for verifiers."""
    try:
        return _file(keys.policy_text(), TEXT, FRESH)
    except RefusedError as refusal:
        raise Http404 from refusal


@require_safe
def receipt(request: HttpRequest, index: int) -> HttpResponse:
    """Serve the receipt of one leaf as a file to keep."""
    try:
        response = _file(receipt_at(index), TEXT, FRESH)
    except NotLoggedError as error:
        raise Http404 from error
    name = quote(f"leaf-{index}{SUFFIX}")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """A witness of the policy, with what it did last."""

    member: Member
    row: Cosigner


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Explain the log: its size, root and key, who watches it, and its newest leaves."""
    head = _head()
    before = request.GET.get("before", "")
    events = Event.objects.logged().order_by("-index").defer("enclosure", "facts")
    if before.isdecimal() and len(before) < 19:
        events = events.filter(index__lt=int(before))
    rows = list(events[: LEAVES_SHOWN + 1])
    context = {
        "head": head,
        "root": b64encode(head.root).decode() if head else "",
        "newest": Event.objects.logged().order_by("-index").first(),
        "vkey": _vkey(),
        "witnesses": _witnesses(),
        "events": rows[:LEAVES_SHOWN],
        "older": rows[LEAVES_SHOWN - 1].index if len(rows) > LEAVES_SHOWN else None,
        "paged": bool(before),
        "fault": access.fault(),
    }
    return render(request, "ledger/log.html", context)


def _head() -> Checkpoint | None:
    content = log().checkpoint()
    try:
        return None if content is None else parse_checkpoint(parse_note(content).text)
    except (NoteError, CheckpointError):
        return None


def _vkey() -> str:
    try:
        return keys.verifier().vkey
    except RefusedError:
        return ""


def _witnesses() -> list[WitnessRow]:
    try:
        members = list(keys.policy().witnesses.values())
    except RefusedError:
        return []
    rows = {row.vkey: row for row in Cosigner.objects.all()}
    return [
        WitnessRow(one, rows.get(one.verifier.vkey, Cosigner(vkey=one.verifier.vkey)))
        for one in members
    ]
