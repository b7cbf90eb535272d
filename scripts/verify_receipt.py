#!/usr/bin/env python3
"""Check a receipt of a publication log (公开存证核验), offline.

Needs Python 3.8 or later and the `cryptography` package, nothing of the site that issued it.

    verify_receipt.py RECEIPT --key VKEY [--manifest FILE] [--policy FILE] [FILE ...]

RECEIPT is a .tlog-proof file, or a folder that holds one with its manifest and files. VKEY is the
log's verifier key, or a file that holds it; a policy file (C2SP tlog-policy) may name it instead,
with the witnesses and how many of them must have cosigned. Get both from somewhere else than the
receipt: from a newspaper, an archive, or the log's own page on an earlier day.

Exit status: 0 everything given is proved, 1 something is not, 2 something could not be read.
"""

import argparse
import base64
import datetime
import hashlib
import json
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOG, WITNESS = 0x01, 0x04
FIRST_LINE = "c2sp.org/tlog-proof@v1"


class NotProvedError(Exception):
    """Something does not hold."""


class UnreadableError(Exception):
    """Something is malformed or missing."""


def need(condition, message):
    if not condition:
        raise NotProvedError(message)


def unbase64(text):
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError as error:
        raise UnreadableError("not base64: " + text[:40]) from error
    if base64.b64encode(raw).decode() != text:
        raise UnreadableError("not canonical base64: " + text[:40])
    return raw


def number(text):
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text, re.ASCII):
        raise UnreadableError("not a number: " + text[:40])
    return int(text)


def read_key(text):
    """Return (name, kind, public key, key id) of a verifier key."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        raise UnreadableError("not a verifier key (name+id+key): " + text[:60])
    raw = unbase64(parts[2])
    if len(raw) != 33 or raw[0] not in (LOG, WITNESS):
        raise UnreadableError("not an Ed25519 key of a log or a witness")
    identity = hashlib.sha256(parts[0].encode() + b"\n" + raw).digest()[:4]
    if identity.hex() != parts[1]:
        raise UnreadableError("the key's id does not fit the key")
    return parts[0], raw[0], raw[1:], identity


def read_policy(text):
    """Return logs, witnesses by name, groups in order, and the quorum's name."""
    logs, witnesses, groups, quorum = [], {}, {}, None
    for line in text.split("\n"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "log" and len(words) in (2, 3):
            logs.append(read_key(words[1]))
        elif words[0] == "witness" and len(words) in (3, 4):
            witnesses[words[1]] = read_key(words[2])
        elif words[0] == "group" and len(words) > 3:
            count = {"any": 1, "all": len(words) - 3}.get(words[2])
            groups[words[1]] = (number(words[2]) if count is None else count, words[3:])
        elif words[0] == "quorum" and len(words) == 2 and quorum is None:
            quorum = words[1]
        else:
            raise UnreadableError("not a line of a policy: " + line[:60])
    if len({key[2] for key in witnesses.values()}) != len(witnesses):
        raise UnreadableError("a witness's key stands twice")
    known = {"none", *witnesses, *groups}
    named = [quorum] + [one for _count, members in groups.values() for one in members]
    if quorum is None or not known.issuperset(named):
        raise UnreadableError("the policy has no quorum, or names what it does not define")
    if any(not 1 <= count <= len(set(members)) for count, members in groups.values()):
        raise UnreadableError("a group needs more members than it has, or none")
    return logs, witnesses, groups, quorum


def enough(policy, cosigned):
    _logs, witnesses, groups, quorum = policy
    held = {name for name, key in witnesses.items() if key in cosigned}
    for name, (count, members) in groups.items():
        if sum(one in held for one in set(members)) >= count:
            held.add(name)
    return quorum == "none" or quorum in held


def read_note(text):
    if re.search(r"[\x00-\x09\x0b-\x1f]", text):
        raise UnreadableError("the checkpoint holds control characters")
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise UnreadableError("the checkpoint has no signatures")
    signatures = []
    for line in lines[:-1].split("\n"):
        match = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)", line)
        raw = unbase64(match.group(2)) if match else b""
        if len(raw) <= 4:
            raise UnreadableError("malformed signature line")
        signatures.append((match.group(1), raw[:4], raw[4:]))
    return body + "\n", signatures


def signed_at(key, text, signatures):
    """Return None if the key has not signed, else the time it states (0 for a log).

    A signature that claims to be the key's and is not good spoils the whole receipt.
    """
    name, kind, public, identity = key
    found = None
    for signer, claimed, raw in signatures:
        if (signer, claimed) != (name, identity):
            continue
        message, stated = text.encode(), 0
        if kind == WITNESS:
            need(len(raw) == 72, "bad signature by " + name)
            stated, raw = int.from_bytes(raw[:8], "big"), raw[8:]
            message = f"cosignature/v1\ntime {stated}\n".encode() + message
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(raw, message)
        except InvalidSignature as error:
            raise NotProvedError("bad signature by " + name) from error
        found = stated if found is None else found
    return found


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def check_inclusion(index, size, current, path, root):
    """RFC 9162, section 2.1.3.2."""
    need(index < size, "the log is not that long")
    place, last = index, size - 1
    for sibling in path:
        need(last != 0 and len(sibling) == 32, "the proof is malformed")
        if place & 1 or place == last:
            current = node(sibling, current)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            current = node(current, sibling)
        place, last = place >> 1, last >> 1
    need(last == 0 and current == root, "the proof does not lead to the signed root")


def read_receipt(content):
    """Return index, path, the checkpoint's text and the leaf that the receipt carries."""
    head, blank, note = content.partition("\n\n")
    lines = head.split("\n")
    if not blank or lines.pop(0) != FIRST_LINE:
        raise UnreadableError("not a receipt: the first line is not " + FIRST_LINE)
    if not lines or not lines[0].startswith("extra "):
        raise UnreadableError("the receipt does not carry the entry it proves")
    entry = unbase64(lines.pop(0)[len("extra ") :])
    if not lines or not lines[0].startswith("index "):
        raise UnreadableError("the receipt names no index")
    index = number(lines.pop(0)[len("index ") :])
    return index, [unbase64(line) for line in lines], note, entry


def check_log(content, policy):
    index, path, note, entry = read_receipt(content)
    text, signatures = read_note(note)
    lines = text.split("\n")
    if len(lines) < 4:
        raise UnreadableError("not a checkpoint")
    logs = [key for key in policy[0] if key[0] == lines[0]]
    need(logs, "the receipt is of another log: " + lines[0])
    stated = [signed_at(key, text, signatures) for key in logs]
    need(any(one is not None for one in stated), "not signed by the log")
    size, root = number(lines[1]), unbase64(lines[2])
    check_inclusion(index, size, hashlib.sha256(b"\x00" + entry).digest(), path, root)
    cosigned = {}
    for key in policy[1].values():
        at = signed_at(key, text, signatures)
        if at is not None:
            cosigned[key] = at
    need(enough(policy, cosigned), "not enough of the policy's witnesses have cosigned")
    return json.loads(entry), index, size, cosigned


def check_files(leaf, manifest_path, file_paths, complete):
    content = manifest_path.read_bytes()
    need(
        "sha256:" + hashlib.sha256(content).hexdigest() == leaf["manifest"],
        "this manifest is not the one that was logged",
    )
    manifest = json.loads(content)
    same = (manifest["doc"], manifest["rev"]) == (leaf["doc"], leaf["rev"])
    need(same, "the manifest is of another document or revision")
    listed = {one["name"]: one for one in manifest["files"]}
    for path in file_paths:
        need(path.name in listed, path.name + " was not part of the publication")
        one, data = listed.pop(path.name), path.read_bytes()
        need(len(data) == one["size"], path.name + " has another size than was logged")
        need(hashlib.sha256(data).hexdigest() == one["sha256"], path.name + " was altered")
        print("proved   " + path.name)
    for name in listed:
        print("missing  " + name + " (listed in the manifest, not given)")
    need(not (complete and listed), "files are missing; leave out --complete to allow that")
    return manifest


def report(leaf, index, size, cosigned, manifest):
    print(f"proved   entry {index} of {size} entries")
    for name in ("type", "doc", "rev", "claimed_date", "at", "reason"):
        if leaf.get(name) is not None:
            print(f"         {name}: {leaf[name]}")
    for name, value in (manifest or {}).get("facts", {}).items():
        print(f"         {name}: {value}")
    for key, stated in sorted(cosigned.items(), key=lambda one: one[1]):
        at = datetime.datetime.fromtimestamp(stated, datetime.timezone.utc).isoformat()  # noqa: UP017
        print(f"cosigned {key[0]} at {at}: not logged later than that")
    if not cosigned:
        print("         no cosignature was asked for: the time is the log's own claim")


def gather(arguments):
    """Return receipt, manifest and files; a folder stands for what is in it."""
    receipt, manifest = Path(arguments.receipt), arguments.manifest
    files = [Path(one) for one in arguments.files]
    if receipt.is_dir():
        inside = sorted(one for one in receipt.iterdir() if one.is_file())
        proofs = [one for one in inside if one.suffix == ".tlog-proof"]
        if len(proofs) != 1:
            raise UnreadableError("a folder must hold exactly one .tlog-proof file")
        receipt = proofs[0]
        named = [one for one in inside if one.name in ("manifest", "manifest.json")]
        manifest = manifest or (named[0] if named else None)
        files = files or [one for one in inside if one not in [*named, receipt]]
    if files and not manifest:
        raise UnreadableError("files can only be checked with their manifest (--manifest)")
    return receipt, Path(manifest) if manifest else None, files


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("receipt", help="a .tlog-proof file, or a folder with one")
    parser.add_argument("files", nargs="*", help="files of the publication")
    parser.add_argument("--manifest", help="the manifest that the leaf commits to")
    parser.add_argument("--key", "--vkey", help="the log's verifier key, or a file with it")
    parser.add_argument("--policy", help="a policy file: logs, witnesses, quorum")
    parser.add_argument("--complete", action="store_true", help="fail if a listed file is missing")
    arguments = parser.parse_intermixed_args()
    if not arguments.key and not arguments.policy:
        parser.error("give the log's key (--key) or a policy (--policy)")
    try:
        policy = ([], {}, {}, "none")
        if arguments.policy:
            policy = read_policy(Path(arguments.policy).read_text(encoding="utf-8"))
        if arguments.key:
            path = Path(arguments.key)
            key = read_key(path.read_text(encoding="utf-8") if path.is_file() else arguments.key)
            policy = ([key], *policy[1:])
        receipt, manifest_path, files = gather(arguments)
        content = receipt.read_bytes().decode("utf-8")
        leaf, index, size, cosigned = check_log(content, policy)
        manifest = None
        if manifest_path:
            manifest = check_files(leaf, manifest_path, files, arguments.complete)
        report(leaf, index, size, cosigned, manifest)
    except NotProvedError as problem:
        print(f"NOT PROVED: {problem}", file=sys.stderr)
        return 1
    except (UnreadableError, OSError, ValueError, KeyError, TypeError) as problem:
        print(f"cannot be read: {problem}", file=sys.stderr)
        return 2
    print("OK")
    return 0


if __name__ == "__main__":
    sys.exit(main())
