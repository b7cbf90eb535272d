"""Page scan, pure: a decoded page in, findings and two verdicts out.

    page = parse(source, target="index.html", address="https://www.example.gov.cn/", today=today)
    report = scan(page, lists)

`gongkai.audits.scanning` reads files and sites and loads the lists.
"""

from gongkai.audits.rules.pages.findings import Code, Finding, Footer, PageReport, Severity
from gongkai.audits.rules.pages.lists import Lists
from gongkai.audits.rules.pages.page import Page
from gongkai.audits.rules.pages.parse import parse
from gongkai.audits.rules.pages.whole import scan

__all__ = ["Code", "Finding", "Footer", "Lists", "Page", "PageReport", "Severity", "parse", "scan"]
