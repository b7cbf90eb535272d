"""The product's settings with the ledger alone: its processes start and migrate in a second."""

from gongkai.project.settings import *  # noqa: F403

INSTALLED_APPS = ["gongkai.ledger", "django.contrib.contenttypes"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "gongkai.ledger.urls"
AUTH_USER_MODEL = "auth.User"
TEMPLATES: list[object] = []
SILENCED_SYSTEM_CHECKS = ["fields.E300"]
