"""Addresses of the desk, under the admin's login."""

from django.urls import path

from gongkai.applications.views import desk, letters, working

app_name = "applications_desk"

urlpatterns = [
    path("", desk.index, name="index"),
    path("register/", desk.register, name="register"),
    path("approvals/", working.approvals, name="approvals"),
    path("demand/", desk.demanded, name="demand"),
    path("print/", working.print_cases, name="print"),
    path("practice/<slug:code>/", working.practice, name="practice"),
    path("disputes/<int:pk>/", working.end_dispute, name="dispute"),
    path("letters/<uuid:key>/", letters.letter, name="letter"),
    path("letters/<uuid:key>/rewrite/", letters.rewrite, name="letter_rewrite"),
    path("letters/<uuid:key>/give-back/", letters.give_back, name="letter_give_back"),
    path("letters/<uuid:key>/dispatch/", letters.dispatch, name="letter_dispatch"),
    path("letters/<uuid:key>/prove/", letters.prove, name="letter_prove"),
    path("letters/<uuid:key>/do/<slug:step>/", letters.verb, name="letter_verb"),
    path("letters/<uuid:key>/preview.<slug:form>", letters.preview, name="letter_preview"),
    path("letters/<uuid:key>/files/<uuid:file>/", letters.kept, name="letter_file"),
    path("<uuid:key>/", desk.case, name="case"),
    path("<uuid:key>/reveal/", desk.look, name="reveal"),
    path("<uuid:key>/archive/", working.archive, name="archive"),
    path("<uuid:key>/assign/", working.assign, name="assign"),
    path("<uuid:key>/transfer/", working.transfer, name="transfer"),
    path("<uuid:key>/search/", working.search, name="search"),
    path("<uuid:key>/dispute/", working.dispute, name="begin_dispute"),
    path("<uuid:key>/papers/<uuid:file>/", working.paper, name="paper"),
    path("<uuid:key>/letters/<slug:kind>/", letters.write, name="letter_write"),
]
