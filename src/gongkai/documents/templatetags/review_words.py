"""Words for the codes on the review page."""

from django import template

from gongkai.screening.wording import finding_name

register = template.Library()
register.simple_tag(finding_name, name="finding_name")
