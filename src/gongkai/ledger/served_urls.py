"""The addresses of the log's files, one for all languages: `/log/checkpoint`, `/log/tile/…`."""

from django.urls import URLPattern, path, re_path

from gongkai.ledger import views

app_name = "log"
urlpatterns: list[URLPattern] = [
    path("checkpoint", views.checkpoint, name="checkpoint"),
    re_path(r"^tile/(?P<path>[0-9a-z/.]{1,80})$", views.tile, name="tile"),
    re_path(r"^manifest/(?P<digest>[0-9a-f]{64})$", views.manifest, name="manifest"),
    path("vkey", views.vkey, name="vkey"),
    path("policy", views.policy, name="policy"),
    path("receipt/<int:index>.tlog-proof", views.receipt, name="receipt"),
]
