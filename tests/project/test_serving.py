"""What is refused before anything starts: each with its status and what to do."""

import errno
import os
import shutil
import sqlite3
import tempfile

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from gongkai.project import cli, serving


def status(call, *arguments) -> int:
    with pytest.raises(CommandError) as refused:
        call(*arguments)
    return refused.value.returncode


def test_a_folder_that_can_be_written_is_accepted_and_left_empty(tmp_path):
    serving.check_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_is_refused(tmp_path, monkeypatch, number):
    def refused(**_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    assert status(serving.check_writable, tmp_path) == 5


def test_a_disk_that_is_nearly_full_is_refused(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=5_000_000))
    assert status(serving.check_writable, tmp_path) == 5


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "home").write_text("not a folder")
    assert status(serving.check_writable, tmp_path / "home") == 5


def test_a_home_is_held_by_one_server_at_a_time(settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    with serving.hold("serve"):
        assert status(serving.hold, "serve") == 4
        assert (tmp_path / "serve.lock").read_text() == str(os.getpid())
    serving.hold("serve").close()


def test_web_processes_share_a_home_but_not_with_a_whole_server(settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    with serving.hold("serve", shared=True), serving.hold("serve", shared=True):
        assert status(serving.hold, "serve") == 4


def test_a_second_worker_is_refused_while_the_web_goes_on(settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    with serving.hold("worker"):
        assert status(serving.hold, "worker") == 4
        serving.hold("serve").close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EROFS, "", "/srv/var/x"), "只读"),
        (PermissionError(errno.EACCES, "", "/srv/var/x"), "没有写入权限"),
        (OSError(errno.ENOSPC, "", "/srv/var/x"), "the disk is full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "数据库只读"),
        (sqlite3.OperationalError("database or disk is full"), "磁盘已满"),
    ],
)
def test_a_failing_disk_is_told_in_words(error, words):
    assert words in cli.plain_words(error)


def test_a_database_error_is_told_by_its_cause():
    error = OperationalError("database or disk is full")
    error.__cause__ = sqlite3.OperationalError("database or disk is full")
    assert "磁盘已满" in cli.plain_words(error)


@pytest.mark.parametrize(
    "error", [ValueError("x"), FileNotFoundError(errno.ENOENT, ""), OperationalError("locked")]
)
def test_other_errors_keep_their_traceback(error):
    assert cli.plain_words(error) is None


def test_static_files_older_than_the_program_are_seen(tmp_path):
    manifest = tmp_path / "staticfiles.json"
    assert serving.static_is_stale(manifest)
    manifest.write_text("{}")
    assert not serving.static_is_stale(manifest)
    os.utime(manifest, (0, 0))
    assert serving.static_is_stale(manifest)
