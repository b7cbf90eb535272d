"""What the findings of a scan are called and what is to be done, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.audits.rules.pages import Code, Finding, Severity

CODES = {
    Code.SPAM_TEXT: gettext_lazy("Injected advertising"),
    Code.HIDDEN_TEXT: gettext_lazy("Hidden text"),
    Code.FOREIGN_LINK: gettext_lazy("Link to a stranger"),
    Code.DEAD_LINK: gettext_lazy("Dead link"),
    Code.PINYIN_NOTES: gettext_lazy("Pinyin notes"),
    Code.PRIVATE_USE: gettext_lazy("Private-use character"),
    Code.MOJIBAKE: gettext_lazy("Garbled text"),
    Code.INVISIBLE_CHARACTERS: gettext_lazy("Invisible characters"),
    Code.SCRIPT_MIX: gettext_lazy("Mixed scripts"),
    Code.ACTIVE_CONTENT: gettext_lazy("Script or frame of a stranger"),
    Code.PERSONAL_DATA: gettext_lazy("Personal data"),
    Code.WORDING_ERROR: gettext_lazy("Wording error"),
    Code.FOOTER_MISSING: gettext_lazy("Footer marks missing"),
    Code.STALE_HOME: gettext_lazy("Home page not updated"),
    Code.STALE_COLUMN: gettext_lazy("Column not updated"),
    Code.EMPTY_COLUMN: gettext_lazy("Empty column"),
    Code.FORGED_DATE: gettext_lazy("Doubtful date"),
    Code.CLONE: gettext_lazy("Sign of a copied site"),
}
SEVERITIES = {
    Severity.BLOCK: gettext_lazy("blocks"),
    Severity.REVIEW: gettext_lazy("needs review"),
    Severity.NOTE: gettext_lazy("noted"),
}
ADVICE = {
    "spam": gettext_lazy(
        "Advertising words (%(words)s). Remove them, find out how they came in, and "
        "check the other pages."
    ),
    "spam_outside": gettext_lazy(
        "Advertising words behind the footer or outside the page (%(words)s). Remove "
        "them from the template and check the server for tampering."
    ),
    "spam_title": gettext_lazy(
        "Advertising words in the title (%(words)s). Restore the title and check the "
        "server for tampering."
    ),
    "spam_meta": gettext_lazy(
        "Advertising words in keywords or description (%(words)s). Restore them and "
        "check the server for tampering."
    ),
    "spam_attribute": gettext_lazy(
        "Advertising words in an attribute or hidden record (%(words)s). Remove them."
    ),
    "spam_comment": gettext_lazy(
        "Advertising words in a comment of the source (%(words)s). Remove the comment."
    ),
    "spam_style": gettext_lazy("Advertising words in a style sheet (%(words)s). Remove them."),
    "unlike_title": gettext_lazy(
        "The title says what neither this page nor any official text says (%(words)s). Restore the "
        "title and check the server for tampering."
    ),
    "unlike_meta": gettext_lazy(
        "Keywords or description say what neither this page nor any official text says "
        "(%(words)s). Restore them and check the server for tampering."
    ),
    "unlike_edge": gettext_lazy(
        "Before the head or behind the foot of the page stands what is not the office's language "
        "(%(words)s). Remove it from the template and check the server for tampering."
    ),
    "unlike_chain": gettext_lazy(
        "A chain of phrases that are not the office's language (%(words)s). Remove it, find out "
        "how it came in, and check the other pages."
    ),
    "unlike_hidden": gettext_lazy(
        "Out of sight stands what is not the office's language (%(words)s). Remove it and check "
        "the server for tampering."
    ),
    "unlike_account": gettext_lazy(
        "A private account is offered beside what is not the office's language (%(words)s). Remove "
        "it, find out how it came in, and check the other pages."
    ),
    "link_unlike": gettext_lazy(
        "“%(words)s” leads to %(hosts)s, and is not the office's language. Remove the link and "
        "check the server for tampering."
    ),
    "brand": gettext_lazy(
        "A brand (%(words)s) stands where an official word belongs. Restore the "
        "text; this is the manner of copied sites."
    ),
    "repeated": gettext_lazy("The word %(words)s is repeated %(count)s times. Restore the text."),
    "stranger": gettext_lazy(
        "“%(words)s” stands %(count)s times where an official name belongs. Compare "
        "with the original text."
    ),
    "hidden": gettext_lazy(
        "Text hidden from readers (%(how)s): words %(words)s; links to %(hosts)s. "
        "Remove it and check the server for tampering."
    ),
    "hidden_link": gettext_lazy("A link without words or picture leads to %(hosts)s. Remove it."),
    "wrappers": gettext_lazy(
        "Wrappers with the random mark %(identity)s, %(count)s times: a page "
        "generator left them. Restore the page from the original."
    ),
    "file_comments": gettext_lazy("The file holds comments. Remove them before publishing."),
    "file_tracked_changes": gettext_lazy(
        "The file holds tracked changes. Accept or reject them before publishing."
    ),
    "file_hidden_text": gettext_lazy("The file holds hidden text. Remove it before publishing."),
    "file_hidden_sheet": gettext_lazy(
        "The file holds a hidden sheet. Remove it before publishing."
    ),
    "file_hidden_cells": gettext_lazy(
        "The file holds hidden rows or columns. Remove them before publishing."
    ),
    "file_metadata": gettext_lazy(
        "The file's properties name a person. Clear them before publishing."
    ),
    "file_unreadable": gettext_lazy("The file cannot be looked into. Replace it by a sound one."),
    "link": gettext_lazy(
        "The link leads to %(hosts)s, which is not on the list. Check it; add the "
        "host to the list if it is wanted."
    ),
    "link_bought": gettext_lazy(
        "The link leads to %(hosts)s, a host of the kind bought for advertising. Remove it."
    ),
    "link_spam": gettext_lazy("The link leads to %(hosts)s under advertising words. Remove it."),
    "link_floats": gettext_lazy(
        "A box that floats over the page leads to %(hosts)s. Remove it and check the server for "
        "tampering."
    ),
    "link_on_mark": gettext_lazy(
        "A link to %(hosts)s lies on a mark that nobody would click. Remove it."
    ),
    "swapped": gettext_lazy(
        "Scripts or styles and most links come from %(hosts)s: the page is a "
        "stranger's. Restore it and check the server for tampering."
    ),
    "link_lookalike": gettext_lazy(
        "The host %(hosts)s only looks like a public body's. Remove the link and report the host."
    ),
    "dead": gettext_lazy("The link does not open (%(why)s). Correct or remove it."),
    "dead_soft": gettext_lazy(
        "The link opens a page that says it was not found. Correct or remove it."
    ),
    "dead_slow": gettext_lazy(
        "The link does not answer within 15 seconds. Check it again; correct or remove it."
    ),
    "pinyin": gettext_lazy(
        "%(count)s pinyin notes, %(rate)s for 1,000 Chinese characters: the page "
        "went through a converter. Restore the text offered and check where the page "
        "comes from."
    ),
    "pinyin_words": gettext_lazy(
        "Characters are replaced by pinyin (%(words)s). Restore the text."
    ),
    "lesson": gettext_lazy(
        "Pinyin notes as in a lesson (%(count)s). Nothing to do if this page teaches reading."
    ),
    "private": gettext_lazy(
        "A private-use character: readers see a box. Compare with the original and "
        "put the right character."
    ),
    "private_known": gettext_lazy(
        "A private-use character of the old GB 18030 standard. Put %(restored)s in its place."
    ),
    "shifted": gettext_lazy(
        "The text has lost one byte and is garbled. Restored: %(restored)s. Compare "
        "with the original before you put it in."
    ),
    "misread": gettext_lazy(
        "The text was read in a wrong encoding. Restored: %(restored)s. Correct the "
        "declared encoding."
    ),
    "lost": gettext_lazy(
        "Characters were lost in a conversion. Put the text in again from the original."
    ),
    "number": gettext_lazy(
        "The document number is broken. Probably %(restored)s; compare with the original."
    ),
    "noise_signs": gettext_lazy(
        "@@ stands between pieces of the text, %(count)s times. Restore the text."
    ),
    "noise_commas": gettext_lazy("Doubled punctuation, %(count)s times. Correct the text."),
    "invisible": gettext_lazy(
        "%(count)s invisible characters (%(signs)s). Remove them; search and screen "
        "readers stumble over them."
    ),
    "invisible_within": gettext_lazy(
        "Words are split by %(count)s invisible characters (%(signs)s). Remove them "
        "and check who put them in."
    ),
    "turned": gettext_lazy(
        "Marks that turn the direction of text (%(signs)s) make it read otherwise "
        "than it is. Remove them."
    ),
    "radicals": gettext_lazy(
        "Radicals stand in place of Chinese characters (%(signs)s). Put %(restored)s."
    ),
    "scripts": gettext_lazy(
        "Simplified and traditional characters do not agree with the page. Check "
        "whether this line belongs to it; simplified: %(restored)s."
    ),
    "scripts_blended": gettext_lazy(
        "The text mixes simplified and traditional characters. The text in "
        "simplified characters is offered."
    ),
    "lookalikes": gettext_lazy(
        "Letters of another script pass for Latin ones. It reads as %(restored)s. "
        "Correct it; an address of this kind deceives."
    ),
    "script_source": gettext_lazy(
        "A script comes from %(hosts)s, which is not on the list. Remove it or have it approved."
    ),
    "script_redirect": gettext_lazy(
        "A script sends visitors to %(hosts)s. Remove it and check the server for tampering."
    ),
    "script_cloak": gettext_lazy(
        "A script shows something else to those who come from a search engine. "
        "Remove it and check the server for tampering."
    ),
    "script_disguised": gettext_lazy(
        "A script hides what it does (%(hosts)s). Remove it or have it explained."
    ),
    "script_writes": gettext_lazy(
        "A script writes content of %(hosts)s into the page. Remove it and check the "
        "server for tampering."
    ),
    "script_words": gettext_lazy("A script holds advertising words. Remove it."),
    "script_miner": gettext_lazy(
        "A script uses visitors' machines to mine currency. Remove it and check the "
        "server for tampering."
    ),
    "refresh": gettext_lazy(
        "The page sends visitors on to %(hosts)s. Remove the refresh and check the "
        "server for tampering."
    ),
    "canonical": gettext_lazy(
        "The page tells search engines that %(hosts)s is its original. Remove the line and check "
        "the server for tampering."
    ),
    "base": gettext_lazy(
        "All relative links of the page lead to %(hosts)s. Remove the base address."
    ),
    "frame": gettext_lazy(
        "A frame shows %(hosts)s, which is not on the list. Check it; remove it if "
        "it is not wanted."
    ),
    "frame_hidden": gettext_lazy(
        "A hidden frame loads %(hosts)s. Remove it and check the server for tampering."
    ),
    "frame_data": gettext_lazy(
        "A frame carries its content in its own address (%(hosts)s). Remove it."
    ),
    "form": gettext_lazy(
        "A form sends what visitors enter to %(hosts)s. Check it; remove it if it is not wanted."
    ),
    "sheet": gettext_lazy(
        "A style sheet or resource comes from %(hosts)s, which is not on the list. Check it."
    ),
    "sent_on": gettext_lazy("They are sent on to another site."),
    "cloaked": gettext_lazy("Only search engines are shown this. %(inner)s"),
    "person_id_number": gettext_lazy(
        "An identity card number. Remove it from the page and from its files; a "
        "masked number is not enough."
    ),
    "person_bank_card": gettext_lazy(
        "A bank card number. Remove it from the page and from its files."
    ),
    "person_mobile": gettext_lazy(
        "A mobile phone number. If it is published on purpose, enter it as a "
        "reviewed exception; else remove it."
    ),
    "wording": gettext_lazy("Wrong wording; it should be %(right)s."),
    "footer": gettext_lazy("The footer lacks: %(marks)s."),
    "stale_home": gettext_lazy(
        "The newest entry of the home page is of %(day)s, %(age)s days ago; "
        "%(limit)s days are allowed."
    ),
    "stale_column": gettext_lazy(
        "The newest entry of the column is of %(day)s, %(age)s days ago; %(limit)s "
        "days are allowed."
    ),
    "empty_column": gettext_lazy("The column says that it is empty. Fill it or take it down."),
    "date_impossible": gettext_lazy("There is no such day: %(day)s. Correct it."),
    "date_future": gettext_lazy("The date lies in the future: %(day)s. Correct it."),
    "date_early": gettext_lazy(
        "It is dated before any office had a site: %(day)s. Enter the true date."
    ),
    "date_before_made": gettext_lazy(
        "It is shown as published (%(day)s) before it was made (%(other)s). Check it "
        "against the log."
    ),
    "date_differs": gettext_lazy(
        "The date shown (%(day)s) differs from the page's own record (%(other)s). "
        "Check it against the log."
    ),
    "clone_host": gettext_lazy(
        "The page carries a public body's marks on the host %(hosts)s. Report it for "
        "impersonation (12377) unless the host is yours."
    ),
    "clone_claims": gettext_lazy(
        "The page says that it stands at %(hosts)s, which is not where it is. Check "
        "which of the two is the original."
    ),
    "clone_converted": gettext_lazy(
        "The page was converted to traditional characters with pinyin notes, as "
        "copied sites are. Report the host for impersonation (12377)."
    ),
    "clone_domain": gettext_lazy(
        "The text names %(hosts)s as the official address. Compare with the registered one."
    ),
    "spun": gettext_lazy(
        "A fixed phrase was rewritten; it was %(right)s. This is the manner of copied sites."
    ),
}
REFUSALS = {
    "missing": gettext_lazy(
        "There is no such file or folder. Check the path; a site's address begins "
        "with http:// or https://."
    ),
    "unopened": gettext_lazy("The file cannot be opened. Check who may read it."),
    "large": gettext_lazy(
        "The file is larger than 20 MB and was left out. Split it, or scan it by its parts."
    ),
    "empty": gettext_lazy("It holds nothing."),
    "not_text": gettext_lazy("It is no text and no page. Convert it to HTML or plain text first."),
    "robots": gettext_lazy("The site's robots.txt does not allow it."),
    "private": gettext_lazy("The address leads to a private network and was not opened."),
    "unresolved": gettext_lazy("The host's name is not known. Check the spelling."),
    "timeout": gettext_lazy("The server did not answer within 15 seconds."),
    "broken": gettext_lazy("The server's answer broke off or cannot be understood."),
    "redirects": gettext_lazy("The server sends on and on. Check the address in a browser."),
    "refused": gettext_lazy("The server does not accept the connection."),
    "status": gettext_lazy("The server refuses the page."),
    "certificate": gettext_lazy("The server's certificate is not valid."),
    "foreign": gettext_lazy("The site sends on to another site; it was not followed."),
    "address": gettext_lazy("This is no address that can be fetched."),
}
MARKS = {
    "site_code": gettext_lazy("site code"),
    "icp": gettext_lazy("ICP filing"),
    "police": gettext_lazy("police filing"),
}
HOW = {
    "display": gettext_lazy("not displayed"),
    "visibility": gettext_lazy("not visible"),
    "opacity": gettext_lazy("transparent"),
    "clip": gettext_lazy("cut away"),
    "away": gettext_lazy("moved off the screen"),
    "size": gettext_lazy("too small to see"),
    "colour": gettext_lazy("in the colour of its ground"),
    "attribute": gettext_lazy("by attribute"),
    "script": gettext_lazy("by a script"),
    "marquee": gettext_lazy("in a marquee without height"),
    "noscript": gettext_lazy("for browsers without scripts"),
    "template": gettext_lazy("in a template"),
    "noframes": gettext_lazy("for browsers without frames"),
}


def advice(finding: Finding) -> str:
    """Return what is to be done about a finding."""
    facts = dict(finding.facts)
    facts.setdefault("restored", (finding.restored or "")[:120])
    if not facts["restored"]:
        facts["restored"] = (finding.restored or "")[:120]
    if "how" in facts:
        facts["how"] = str(HOW.get(facts["how"], facts["how"]))
    if "marks" in facts:
        facts["marks"] = "、".join(str(MARKS[mark]) for mark in facts["marks"].split("、"))
    for name in ("words", "hosts"):
        if name in facts and not facts[name]:
            facts[name] = str(_("none"))
    if "why" in facts:
        facts["why"] = str(REFUSALS.get(facts["why"], facts["why"]))
    if "inner" in facts:
        facts["inner"] = str(ADVICE[facts["inner"]]) % facts
    return str(ADVICE[finding.reason]) % facts


def refusal(reason: str) -> str:
    """Return why a target could not be scanned, and what to do."""
    return str(REFUSALS.get(reason, REFUSALS["broken"]))


def code_name(code: Code) -> str:
    """Return what a code is called."""
    return str(CODES[code])
