"""What may be stored of the public site: each body's face; its pages stand in `pages`."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import Body
from gongkai.portal.face import Face
from gongkai.portal.pages import Asked, HomePage, ProsePage, TopicPage

__all__ = ["Asked", "HomePage", "ProsePage", "SiteFace", "TopicPage"]


class Theme(models.TextChoices):
    """The main colours that passed the contrast test (主色)."""

    BLUE = "blue", _("Institutional blue")
    VERMILION = "vermilion", _("Vermilion")
    PINE = "pine", _("Pine green")
    INK = "ink", _("Ink")


class SiteFace(models.Model):
    """How one body's site looks and the marks its footer must carry (政府网站发展指引, 2017)."""

    body = models.OneToOneField(Body, models.CASCADE, related_name="face", verbose_name=_("body"))
    theme = models.CharField(
        _("main colour"), max_length=10, choices=Theme.choices, default=Theme.BLUE
    )
    host = models.CharField(
        _("host name"),
        max_length=120,
        blank=True,
        help_text=_("Where this body's own site answers, without port; empty for the main site."),
    )
    # 网站标识码: six digits of the area and four of the site.
    site_code = models.CharField(
        _("site identification code"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", _("Ten digits."))],
    )
    icp = models.CharField(_("ICP filing number"), max_length=40, blank=True)
    police_code = models.CharField(
        _("public security filing number"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", _("Fourteen digits."))],
    )
    mark_url = models.URLField(_("address of the government site mark"), blank=True)
    sponsor = models.CharField(_("sponsor"), max_length=120, blank=True)
    sponsor_en = models.CharField(_("sponsor in English"), max_length=200, blank=True)
    phone = models.CharField(_("contact phone"), max_length=60, blank=True)
    email = models.EmailField(_("contact e-mail"), blank=True)

    class Meta:
        verbose_name = _("site face")
        verbose_name_plural = _("site faces")
        constraints = [
            models.UniqueConstraint(
                "host", name="site_face_once_a_host", condition=~models.Q(host="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    def face(self) -> Face:
        """Return what the pages show of this row and its body."""
        body = self.body
        return Face(
            body_id=body.pk,
            code=body.code,
            path=body.path,
            name_zh=body.name,
            name_en=body.name_en,
            theme=self.theme,
            host=self.host,
            site_code=self.site_code,
            icp=self.icp,
            police_code=self.police_code,
            mark_url=self.mark_url,
            sponsor_zh=self.sponsor,
            sponsor_en=self.sponsor_en,
            phone=self.phone or body.phone,
            email=self.email or body.email,
            address_zh=body.address,
            address_en=body.address_en,
        )
