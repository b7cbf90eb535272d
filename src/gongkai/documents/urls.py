"""Public addresses of documents. `/documents/KEY/` never changes."""

from django.urls import path

from gongkai.documents import proofs, sheets, validities, views

app_name = "documents"
urlpatterns = [
    path("documents/in-force/", validities.current, name="validities"),
    path("documents/in-force.xlsx", validities.as_xlsx, name="validities_xlsx"),
    path("documents/in-force.json", validities.as_json, name="validities_json"),
    path("documents/<slug:key>/", views.document, name="document"),
    path("documents/<slug:key>/print/", views.printed, name="print"),
    path("documents/<slug:key>/document.docx", views.as_word, name="word"),
    path("documents/<slug:key>/document.pdf", views.as_pdf, name="pdf"),
    path("documents/<slug:key>/document.json", views.as_json, name="json"),
    path("documents/<slug:key>/sheet.svg", sheets.as_svg, name="sheet"),
    path("documents/<slug:key>/sheet.png", sheets.as_png, name="sheet_png"),
    path("documents/<slug:key>/history/", validities.history, name="history"),
    path("documents/<slug:key>/proof/", proofs.proof, name="proof"),
    path("documents/<slug:key>/proof/receipt.tlog-proof", proofs.receipt_file, name="receipt"),
    path("documents/<slug:key>/proof/manifest.json", proofs.manifest_file, name="manifest"),
    path("documents/<slug:key>/proof/content.json", proofs.content_file, name="content"),
    path("documents/<slug:key>/files/<slug:digest>/<str:name>", views.file, name="file"),
]
