"""Every text for people has its Chinese, and nothing is left in the catalogues that is not used."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import wagtail
from babel.messages import pofile
from source import APPS, SOURCE, shown

CATALOGUES = sorted(SOURCE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)|{(\w+)}")


def catalogue(path):
    with path.open("rb") as text:
        return pofile.read_po(text, locale="zh_Hans")


@pytest.mark.parametrize("path", CATALOGUES, ids=shown)
def test_every_text_is_translated_and_none_is_a_guess(path):
    lacking = [message.id for message in catalogue(path) if message.id and not all(_texts(message))]
    guessed = [message.id for message in catalogue(path) if message.id and message.fuzzy]
    assert not lacking
    assert not guessed


@pytest.mark.parametrize("path", CATALOGUES, ids=shown)
def test_a_translation_keeps_the_placeholders(path):
    for message in catalogue(path):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {name for one in ids for name in PLACEHOLDER.findall(one)}
        for text in _texts(message):
            assert set(PLACEHOLDER.findall(text)) <= wanted, message.id
            assert len(ids) > 1 or set(PLACEHOLDER.findall(text)) == wanted, message.id


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
@pytest.mark.parametrize("app", APPS)
def test_the_catalogue_holds_exactly_the_texts_of_the_app(app, tmp_path):
    folder = tmp_path / app
    leave = shutil.ignore_patterns("locale", "__pycache__", "static", "migrations")
    shutil.copytree(SOURCE / app, folder, ignore=leave)
    (folder / "locale").mkdir()
    command = ["-m", "django", "makemessages", "-l", "zh_Hans", "--no-location"]
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": ""}
    subprocess.run([sys.executable, *command], cwd=folder, env=environment, check=True)
    made = folder / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    kept = SOURCE / app / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    in_code = _ids(made) if made.exists() else set()
    in_catalogue = _ids(kept) if kept.exists() else set()
    assert in_code - in_catalogue == set(), "not translated; run make messages"
    if app != "project":  # which also carries words that Wagtail lacks
        assert in_catalogue - in_code == set(), "no longer used; run make messages"


def _ids(path):
    return {(message.context, message.id) for message in catalogue(path) if message.id}


def _texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


WAGTAIL = Path(wagtail.__file__).parent
INSTALLED = ("", "admin", "documents", "images", "search", "sites", "snippets", "users")


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("app", INSTALLED)
def test_no_word_of_the_editing_pages_lacks_chinese(app, domain):
    folder = WAGTAIL / app / "locale"
    shipped = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    chinese = _translated(folder / "zh_Hans" / "LC_MESSAGES" / f"{domain}.po")
    for path in SOURCE.glob(f"*/locale/zh_Hans/LC_MESSAGES/{domain}.po"):
        chinese |= _translated(path)
    words = catalogue(shipped) if shipped.exists() else ()
    assert {_key(message) for message in words if message.id} - chinese == set()


def _translated(path):
    found = catalogue(path) if path.exists() else ()
    return {_key(one) for one in found if one.id and all(_texts(one)) and not one.fuzzy}


def _key(message):
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def test_no_text_has_one_chinese_in_one_app_and_another_in_another():
    """Django joins the catalogues: the first app's word would stand on every app's pages."""
    said = {}
    for path in CATALOGUES:
        for message in catalogue(path):
            if message.id:
                texts = said.setdefault((message.context, _first(message.id)), {})
                texts.setdefault(_first(message.string), []).append(shown(path))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


def _first(text):
    return text if isinstance(text, str) else text[0]
