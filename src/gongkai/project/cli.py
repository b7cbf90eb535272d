"""The one console script, `gongkai`: Django's management commands under our settings.

What goes wrong outside our code, a disk that is full or cannot be written, is said in words,
in both languages because the translations may not be loaded yet.
"""

import errno
import os
import sqlite3
import sys

NOT_WRITABLE = 5  # the same as serving.ExitCode.HOME_NOT_WRITABLE


def main() -> None:
    """Run one management command and exit with its status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    try:
        run()
    except Exception as error:
        words = plain_words(error)
        if words is None or "--traceback" in sys.argv:
            raise
        sys.stderr.write(f"{words}\n")
        sys.exit(NOT_WRITABLE)


def run() -> None:
    """Run the command that the arguments name."""
    from django.core.management import execute_from_command_line

    from gongkai.project.messages import compile_stale

    compile_stale()
    if sys.argv[1:2] == ["scan"]:
        from gongkai.project import alone

        alone.scan(sys.argv)
        return
    execute_from_command_line(sys.argv)


def plain_words(error: BaseException) -> str | None:
    """Return what a failure of the disk means for the user; None for any other failure."""
    place = getattr(error, "filename", None) or os.environ.get("GONGKAI_HOME", "var")
    if isinstance(error, OSError):
        reasons = {
            errno.EROFS: ("磁盘只读", "the disk is read-only"),
            errno.EACCES: ("没有写入权限", "writing there is not permitted"),
            errno.EPERM: ("没有写入权限", "writing there is not permitted"),
            errno.ENOSPC: ("磁盘已满", "the disk is full"),
        }
        reason = reasons.get(error.errno or 0)
    else:
        reason = _reason_of_sqlite(error)
    if reason is None:
        return None
    return (
        f"无法写入 {place}：{reason[0]}。未作任何改动。\n"
        f"Cannot write {place}: {reason[1]}. Nothing was changed."
    )


def _reason_of_sqlite(error: BaseException) -> tuple[str, str] | None:
    cause = error.__cause__ if not isinstance(error, sqlite3.Error) else error
    if not isinstance(cause, sqlite3.Error):
        return None
    for words, reason in (
        ("readonly database", ("数据库只读", "the database is read-only")),
        ("disk is full", ("磁盘已满", "the disk is full")),
        ("unable to open database file", ("无法打开数据库", "the database cannot be opened")),
    ):
        if words in str(cause):
            return reason
    return None


if __name__ == "__main__":
    main()
