"""The WSGI application that granian serves: kept pages in front of Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings and apps are ready only now

from gongkai.portal.page_cache import PageCache, generations  # noqa: E402

application = PageCache(
    django_application,
    shared=generations(),
    bytes_max=settings.GONGKAI_PAGE_CACHE_MB * 1024 * 1024,
    life_seconds=settings.GONGKAI_PAGE_CACHE_SECONDS,
)
