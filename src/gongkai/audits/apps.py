from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditsConfig(AppConfig):
    name = "gongkai.audits"
    label = "audits"
    verbose_name = _("audits")
    default_auto_field = "django.db.models.BigAutoField"
