"""Why the log does not sign. Each refusal has a code, and words that say what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RefusedError(Exception):
    """The log cannot be continued as things stand. Nothing was signed, nothing is lost."""

    code = "refused"
    advice: str | Promise = _("The publication log refuses to sign.")

    def __str__(self) -> str:
        detail = super().__str__()
        return f"{self.advice} ({detail})" if detail else str(self.advice)


class DatabaseBehindError(RefusedError):
    """The database is older than the published log: somebody restored a backup."""

    code = "database-behind"
    advice = _(
        "The database is older than the published log. "
        "Run “gongkai recover_log” to bring it up to the log, then publish again."
    )


class FilesBehindError(RefusedError):
    """The log's files are older than the database."""

    code = "files-behind"
    advice = _(
        "The log's files are older than what was signed. "
        "Run “gongkai recover_log” to rebuild them, then publish again."
    )


class WitnessAheadError(RefusedError):
    """A witness holds a newer checkpoint with our own signature."""

    code = "witness-ahead"
    advice = _(
        "A witness has seen a newer state of the log than this machine has. Fetch the log's "
        "files from a copy and run “gongkai recover_log --from FOLDER”."
    )


class ForkError(RefusedError):
    """Two histories of one log: continuing would prove that the log lied."""

    code = "fork"
    advice = _(
        "The log's files do not agree with what was signed before. Somebody changed them: "
        "run “gongkai audit_log”, and restore the files from a copy."
    )


class ClockRefusedError(RefusedError):
    """The clock stands before the last signature, or unbelievably long after it."""

    code = "clock"
    advice = _(
        "The clock of this machine does not fit the time that was signed last. Set the clock; "
        "if it is right, run “gongkai confirm_clock”."
    )


class KeyMissingError(RefusedError):
    """There is a log, but not the key that signs it."""

    code = "key-missing"
    advice = _(
        "The log's key file is missing. Put it back from its own backup; "
        "a new key would be another log."
    )


class KeyUnreadableError(RefusedError):
    """The key file, the policy or the record of the last signature is malformed."""

    code = "key-unreadable"
    advice = _("A file in the folder of keys cannot be read. Put it back from its own backup.")


class OriginChangedError(RefusedError):
    """The setting names another log than the key does."""

    code = "origin-changed"
    advice = _(
        "GONGKAI_LOG_ORIGIN names another log than the key was made for. "
        "A log keeps its name for ever: take the setting back."
    )


class EventRefusedError(RefusedError):
    """A waiting event in the database says what no leaf may say, or one is missing."""

    code = "event"
    advice = _(
        "An event in the database cannot be entered in the log. Somebody changed it by hand: "
        "restore the database, or have the row put right."
    )


class DiskError(RefusedError):
    """The disk is full or refuses to be written."""

    code = "disk"
    advice = _("The log's files cannot be written. Make room on the disk or mend its permissions.")


ADVICE: dict[str, str | Promise] = {
    refusal.code: refusal.advice
    for refusal in (
        RefusedError,
        DatabaseBehindError,
        FilesBehindError,
        WitnessAheadError,
        ForkError,
        ClockRefusedError,
        KeyMissingError,
        KeyUnreadableError,
        OriginChangedError,
        EventRefusedError,
        DiskError,
    )
}
