from django.urls import URLPattern, path

from gongkai.ledger import views

app_name = "ledger"
urlpatterns: list[URLPattern] = [path("log/", views.page, name="page")]
