"""Public addresses of letters."""

from django.urls import path

from gongkai.letters.views import numbers, public

app_name = "letters"

urlpatterns = [
    path("letters/", public.index, name="index"),
    path("letters/new/", public.write, name="write"),
    path("letters/new/from-a-question/", public.carry, name="carry"),
    path("letters/similar/", public.similar, name="similar"),
    path("letters/status/", public.status, name="status"),
    path("letters/numbers/", numbers.public, name="numbers"),
    path("letters/numbers/<str:month>/", numbers.frozen, name="frozen"),
    path("letters/<slug:key>/", public.letter, name="letter"),
]
