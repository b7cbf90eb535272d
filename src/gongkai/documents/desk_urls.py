"""Addresses of the clerk's side, below the admin's root."""

from django.urls import path

from gongkai.documents import cleanings, lags, packs, releases, signing, workbench
from gongkai.documents.listing import DocumentIndexView

app_name = "documents_desk"
urlpatterns = [
    path("", DocumentIndexView.as_view(), name="index"),
    path("results/", DocumentIndexView.as_view(results_only=True), name="index_results"),
    path("cleanups/", cleanings.cleanups, name="cleanups"),
    path("cleanups/new/<slug:code>/", cleanings.draw_up, name="draw_up"),
    path("cleanups/<slug:key>/apply/", cleanings.apply, name="apply_cleanup"),
    path("interpretations/", lags.lags, name="lags"),
    path("new/", workbench.new, name="new"),
    path("<slug:key>/", workbench.work, name="work"),
    path("<slug:key>/edit/", workbench.edit, name="edit"),
    path("<slug:key>/revisions/<int:number>/", workbench.preview, name="preview"),
    path("<slug:key>/revisions/<int:old>/<int:new>/", workbench.differences, name="differences"),
    path("<slug:key>/plan/", packs.plan, name="plan"),
    path("<slug:key>/interpret/", packs.interpret, name="interpret"),
    path("<slug:key>/review/", signing.review, name="review"),
    path("<slug:key>/review/submit/", signing.submit, name="submit"),
    path("<slug:key>/review/sign/", signing.sign, name="sign"),
    path("<slug:key>/review/return/", signing.give_back, name="give_back"),
    path("<slug:key>/review/recall/", signing.recall, name="recall"),
    path("<slug:key>/review/delegate/", signing.delegate, name="delegate"),
    path("<slug:key>/review/findings/<int:index>/", signing.answer, name="answer"),
    path("<slug:key>/publish/", releases.publish, name="publish"),
    path("<slug:key>/schedule/", releases.schedule, name="schedule"),
    path("<slug:key>/unschedule/", releases.unschedule, name="unschedule"),
    path("<slug:key>/withdraw/", releases.withdraw, name="withdraw"),
    path("<slug:key>/restore/", releases.restore, name="restore"),
    path("<slug:key>/discard/", releases.discard, name="discard"),
    path("<slug:key>/relate/", releases.relate_to, name="relate"),
    path("<slug:key>/relations/<int:pk>/remove/", releases.unrelate, name="unrelate"),
]
