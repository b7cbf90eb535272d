"""Django settings. Ours begin with GONGKAI_; each is explained in docs/reference/settings.md.

Everything a county changes in daily work is a row in the database, not a line here.
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from gongkai.project import mail

PACKAGE = Path(__file__).resolve().parents[1]


def flag(name: str, *, default: bool) -> bool:
    """Return an environment switch: 1, true, yes and on mean on."""
    value = os.environ.get(name, "")
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def kept_secret(path: Path) -> str:
    """Return the secret kept in a file of the home folder, making it at the first start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        secret = secrets.token_urlsafe(50)
        out.write(secret)
    return secret


GONGKAI_HOME = Path(os.environ.get("GONGKAI_HOME", "var")).resolve()
GONGKAI_BASE_URL = os.environ.get("GONGKAI_BASE_URL", "http://127.0.0.1:8000")
GONGKAI_HOSTS = [name for name in os.environ.get("GONGKAI_HOSTS", "").split(",") if name]
GONGKAI_HTTPS = flag("GONGKAI_HTTPS", default=False)
GONGKAI_DATABASE_URL = os.environ.get(
    "GONGKAI_DATABASE_URL", f"sqlite:///{GONGKAI_HOME / 'gongkai.sqlite3'}"
)
GONGKAI_INDEX = GONGKAI_HOME / "index"
GONGKAI_FILES = GONGKAI_HOME / "files"
GONGKAI_LOG = GONGKAI_HOME / "log"
GONGKAI_KEYS = GONGKAI_HOME / "keys"
GONGKAI_LOG_ORIGIN = os.environ.get("GONGKAI_LOG_ORIGIN", "")
GONGKAI_IMPORT_MB = int(os.environ.get("GONGKAI_IMPORT_MB", "32"))
GONGKAI_PAGE_CACHE_MB = int(os.environ.get("GONGKAI_PAGE_CACHE_MB", "64"))
GONGKAI_PAGE_CACHE_SECONDS = int(os.environ.get("GONGKAI_PAGE_CACHE_SECONDS", "300"))
GONGKAI_PROXIES = int(os.environ.get("GONGKAI_PROXIES", "0"))
GONGKAI_MAIL_FROM = os.environ.get("GONGKAI_MAIL_FROM", "gongkai@localhost")
GONGKAI_MAIL_URL = os.environ.get("GONGKAI_MAIL_URL", "")
GONGKAI_MODEL_URL = os.environ.get("GONGKAI_MODEL_URL", "")
GONGKAI_MODEL_KEY = os.environ.get("GONGKAI_MODEL_KEY", "")
GONGKAI_MODEL_NAME = os.environ.get("GONGKAI_MODEL_NAME", "")
GONGKAI_MODEL_SECONDS = float(os.environ.get("GONGKAI_MODEL_SECONDS", "8"))

DEBUG = flag("GONGKAI_DEBUG", default=False)
SECRET_KEY = os.environ.get("GONGKAI_SECRET_KEY") or kept_secret(GONGKAI_HOME / "secret_key")
ALLOWED_HOSTS = [*GONGKAI_HOSTS, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [GONGKAI_BASE_URL]

INSTALLED_APPS = [
    "gongkai.bodies",
    "gongkai.calendars",
    "gongkai.custody",
    "gongkai.ledger",
    "gongkai.printing",
    "gongkai.screening",
    "gongkai.search",
    "gongkai.catalogue",
    "gongkai.commitments",
    "gongkai.documents",
    "gongkai.applications",
    "gongkai.letters",
    "gongkai.answers",
    "gongkai.channels",
    "gongkai.trends",
    "gongkai.audits",
    "gongkai.reports",
    "gongkai.portal",
    "gongkai.project",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_prose_editor",
    "django_htmx",
    "axes",
    "csp",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "gongkai.portal.large_type.LargeType",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.project.urls"
WSGI_APPLICATION = "gongkai.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.portal.context.face",
            ],
        },
    }
]

DATABASES = {"default": dj_database_url.parse(GONGKAI_DATABASE_URL, conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"
            "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "bodies.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "gongkai.bodies.backends.AppointmentBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 8 * 3600  # one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = GONGKAI_HTTPS
CSRF_COOKIE_SECURE = GONGKAI_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gongkai.portal.errors.forged"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "project" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "gongkai.project.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = GONGKAI_HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = GONGKAI_HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DEFAULT_FROM_EMAIL = GONGKAI_MAIL_FROM
globals().update(mail.read(GONGKAI_MAIL_URL, GONGKAI_HOME))

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CONTENT_SECURITY_POLICY = {
    # Wagtail's editor writes inline styles and scripts; its pages carry a policy of their own.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = GONGKAI_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if GONGKAI_HTTPS:
    # HTTPS ends at the server in front (nginx), which sets this header and overwrites a visitor's.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000 if GONGKAI_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = GONGKAI_HTTPS
X_FRAME_OPTIONS = "DENY"

WAGTAIL_SITE_NAME = "公开"
WAGTAILADMIN_BASE_URL = GONGKAI_BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_EDIT_FORM = "wagtail.users.forms.UserEditForm"
WAGTAILADMIN_USER_LOGIN_FORM = "gongkai.bodies.signing_in.SignInForm"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"gongkai": {"level": "INFO"}},
}
