"""Public addresses of applications."""

from django.urls import path

from gongkai.applications.views import asking, blanks, public

app_name = "applications"

urlpatterns = [
    path("applications/", public.index, name="index"),
    path("applications/new/", asking.ask, name="ask"),
    path("applications/new/similar/", asking.similar, name="similar"),
    path("applications/new/similar/open/", asking.open_similar, name="open_similar"),
    path("applications/new/answered/", asking.answered, name="answered"),
    path("applications/form/", blanks.printed, name="form"),
    path("applications/form.docx", blanks.word_form, name="form_word"),
    path("applications/chart.svg", blanks.chart, name="chart"),
    path("applications/status/", public.status, name="status"),
    path("applications/calculator/", public.calculator, name="calculator"),
]
