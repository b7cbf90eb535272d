from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ChannelsConfig(AppConfig):
    name = "gongkai.channels"
    label = "channels"
    verbose_name = pgettext_lazy("new media", "channels")
    default_auto_field = "django.db.models.BigAutoField"
