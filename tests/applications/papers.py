"""PDF files with this or that in them, for the checks before release."""

import io

import pypdf
from pypdf import annotations


def paged(words, *, author=""):
    """Return a PDF of one page with some words on it."""
    shown = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode()
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(shown), shown),
        font,
    ]
    body, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj %s endobj\n" % (number, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    end = b"trailer << /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF" % len(body)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(body + table + end))
    if author:
        writer.add_metadata({"/Author": author})
    return writer


def bytes_of(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_note():
    writer = paged("Report")
    note = annotations.FreeText(text="cut this", rect=(50, 50, 200, 100))
    writer.add_annotation(page_number=0, annotation=note)
    return bytes_of(writer)


def with_file():
    writer = paged("Report")
    writer.add_attachment("names.csv", b"1")
    return bytes_of(writer)


def locked():
    writer = paged("Report")
    writer.encrypt("secret", algorithm="AES-256")
    return bytes_of(writer)
