"""Run a witness for a publication log."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ledger import keys
from gongkai.ledger.refusals import RefusedError
from gongkai.ledger.rules.note import COSIGNATURE, ED25519, NoteError, Signer, Verifier, parse_vkey
from gongkai.ledger.witness import Witness, WitnessServer


class Command(BaseCommand):
    help = (
        "Run a witness: a small server that cosigns a log's checkpoints as long as each provably "
        "continues the one before. An archive, a library or an auditor runs it."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--origin", action="append", default=[], help="The log's name. Repeat for more logs."
        )
        parser.add_argument(
            "--key",
            action="append",
            default=[],
            required=True,
            help="The log's verifier key (“gongkai log_key” prints it), or a file that holds it.",
        )
        parser.add_argument("--listen", default="127.0.0.1:8090", help="Address and port.")
        parser.add_argument(
            "--name", default="", help="The witness's own name, at the first start."
        )
        parser.add_argument(
            "--witness-key",
            type=Path,
            default=None,
            help="The witness's own key file, made at the first start.",
        )
        parser.add_argument(
            "--state", type=Path, default=None, help="Where it keeps what it cosigned last."
        )

    def handle(self, *args: object, **options: object) -> None:
        logs = _logs([str(one) for one in _listed(options["key"])])
        for origin in _listed(options["origin"]):
            if origin not in {one.name for one in logs}:
                raise CommandError(
                    _("No key was given for the log “%(origin)s”.") % {"origin": origin}
                )
        host, port = _address(str(options["listen"]))
        witness = Witness(
            _own_key(options["witness_key"], str(options["name"]) or f"{host}:{port}/witness"),
            logs,
            _path(options["state"], "witness"),
            timezone.now,
        )
        try:
            server = WitnessServer((host, port), witness)
        except OSError as error:
            raise CommandError(
                _("Cannot listen on %(host)s:%(port)s: %(error)s")
                % {"host": host, "port": port, "error": error.strerror}
            ) from error
        port = server.server_address[1]
        self.stdout.write(_("For the log's policy file:"))
        self.stdout.write(
            f"witness {_word(host)} {witness.signer.verifier.vkey} http://{host}:{port}"
        )
        self.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            server.server_close()


def _logs(texts: list[str]) -> list[Verifier]:
    logs = []
    for text in texts:
        path = Path(text)
        try:
            content = path.read_text(encoding="utf-8") if path.is_file() else text
            verifier = parse_vkey(content)
        except (NoteError, OSError, UnicodeDecodeError) as error:
            raise CommandError(
                _("Not a log's verifier key: %(text)s (%(error)s)")
                % {"text": text[:80], "error": error}
            ) from error
        if verifier.algorithm != ED25519:
            raise CommandError(_("That is a witness's key, not a log's."))
        logs.append(verifier)
    return logs


def _own_key(path: object, name: str) -> Signer:
    try:
        return keys.make_key(_path(path, "keys/witness.key"), name, COSIGNATURE)
    except (RefusedError, NoteError) as error:
        raise CommandError(str(error)) from error


def _path(value: object, default: str) -> Path:
    return value if isinstance(value, Path) else Path(settings.GONGKAI_HOME) / default


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise CommandError(_("An address to listen on looks like 127.0.0.1:8090."))
    return host.strip("[]") or "127.0.0.1", int(port)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _word(host: str) -> str:
    return "".join(one if one.isalnum() else "-" for one in host)
