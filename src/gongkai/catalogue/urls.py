"""Public addresses of the catalogue."""

from django.urls import URLPattern, path

from gongkai.catalogue import views

app_name = "catalogue"
urlpatterns: list[URLPattern] = [
    path("catalogue/", views.index, name="index"),
    path("catalogue/directory/<int:pk>/", views.directory, name="directory"),
    path("catalogue/directory/<int:pk>/booklet/", views.booklet, name="booklet"),
    path("catalogue/directory/<int:pk>/changes/", views.changes, name="changes"),
    path("catalogue/directory/<int:pk>/directory.xlsx", views.workbook, name="workbook"),
    path("catalogue/directory/<int:pk>/booklet.pdf", views.pdf, name="pdf"),
    path("catalogue/directory/<int:pk>/directory.csv", views.table, name="table"),
    path("catalogue/<slug:code>/", views.area, name="area"),
]
