"""Put uv into .venv/bin from a package registry, with nothing but the standard library.

For machines where Python has neither pip nor ensurepip and nobody may install packages. The
wheels are named with their SHA-256, so a registry can only deliver exactly these.
"""

import hashlib
import html
import io
import os
import platform
import re
import stat
import sys
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

VERSION = "0.13.9"
WHEELS = {
    "x86_64": (
        "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "aarch64": (
        "uv-0.13.9-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
}
SECONDS = 180


def get(url: str) -> bytes:
    if not url.startswith("https://") and "PIP_INDEX_URL" not in os.environ:
        sys.exit(f"refusing {url}")
    request = urllib.request.Request(url, headers={"Accept": "text/html"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        return bytes(answer.read())


def main(target: Path) -> None:
    filename, digest = WHEELS[platform.machine()]
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/uv/"
    links = re.findall(r'href="([^"#]+)', get(index).decode())
    urls = [urllib.parse.urljoin(index, html.unescape(link)) for link in links]
    url = next(url for url in urls if urllib.parse.unquote(url).endswith("/" + filename))
    wheel = get(url)
    if hashlib.sha256(wheel).hexdigest() != digest:
        sys.exit(f"{url} is not the file it should be")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        inner = f"uv-{VERSION}.data/scripts/uv"
        target.write_bytes(archive.read(inner))
    target.chmod(target.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
