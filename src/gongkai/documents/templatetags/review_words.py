"""Words for the codes on the review page."""

from django import template

from gongkai.documents import wording

register = template.Library()
register.simple_tag(wording.finding_name, name="finding_name")
