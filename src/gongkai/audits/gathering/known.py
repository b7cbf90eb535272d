"""The sources that self-inspection brings itself."""

from gongkai.audits.gathering import library, outward, owed, record, register, rendering, work


def connect() -> None:
    """Register every source; called once when the apps are ready."""
    register("library", library.KINDS, library.look)
    register("log", record.KINDS, record.look)
    register("pages", rendering.KINDS, rendering.look)
    register("duties", owed.KINDS, owed.look)
    register("applications", work.APPLICATIONS, work.applications)
    register("letters", work.LETTERS, work.letters)
    register("corrections", work.CORRECTIONS, work.corrections)
    register("accounts", outward.ACCOUNTS, outward.accounts)
    register("availability", outward.AVAILABILITY, outward.availability)
    register("consultation", outward.CONSULTATION, outward.consultation)
    register("searches", outward.SEARCHES, outward.searches)
