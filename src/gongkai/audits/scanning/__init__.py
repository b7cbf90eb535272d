"""The page scan over files and sites.

    from gongkai.audits.scanning import Options, scan_content, scan_targets

    for result in scan_targets(["https://www.example.gov.cn/", "saved/"], Options(today=today)):
        ...  # a PageReport, or a Failure for what could not be read

    report = scan_content(content, target="/documents/12/", address="https://…", today=today)

The detectors are in `gongkai.audits.rules.pages`; they are pure and read nothing themselves.
"""

from gongkai.audits.scanning.targets import Failure, Options, scan_content, scan_targets

__all__ = ["Failure", "Options", "scan_content", "scan_targets"]
