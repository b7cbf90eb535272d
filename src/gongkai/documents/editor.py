"""The editor of official texts: what may be written with it, and the words of its menu."""

from django.utils.translation import pgettext_lazy

CONFIG = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Subscript": True,
        "Superscript": True,
        "Heading": {"levels": [2, 3, 4]},
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Blockquote": True,
        "Table": True,
        "TableRow": True,
        "TableHeader": True,
        "TableCell": True,
        "Link": True,
        "HardBreak": True,
        "Image": {"inline": True},  # keeps the pictures that stand in an imported text
        "HTML": True,
        "Fullscreen": True,
        "NodeClass": {"cssClasses": {"paragraph": ["right", "center"]}},
    }
}
# Its package writes these in English only; editor_words.js puts ours in their place.
WORDS = {
    "paragraph": pgettext_lazy("editor", "Kind of paragraph"),
    "Paragraph": pgettext_lazy("editor", "Text"),
    "Heading 2": pgettext_lazy("editor", "Heading 1"),
    "Heading 3": pgettext_lazy("editor", "Heading 2"),
    "Heading 4": pgettext_lazy("editor", "Heading 3"),
    "heading 2": pgettext_lazy("editor", "Heading 1"),
    "heading 3": pgettext_lazy("editor", "Heading 2"),
    "heading 4": pgettext_lazy("editor", "Heading 3"),
    "unordered list": pgettext_lazy("editor", "Bulleted list"),
    "ordered list": pgettext_lazy("editor", "Numbered list"),
    "blockquote": pgettext_lazy("editor", "Quotation"),
    "bold": pgettext_lazy("editor", "Bold"),
    "italic": pgettext_lazy("editor", "Italic"),
    "subscript": pgettext_lazy("editor", "Subscript"),
    "superscript": pgettext_lazy("editor", "Superscript"),
    "Block style": pgettext_lazy("editor", "Alignment"),
    "Reset all classes": pgettext_lazy("editor", "As usual"),
    "paragraph: default": pgettext_lazy("editor", "As usual"),
    "paragraph: right": pgettext_lazy("editor", "At the right (signature, date)"),
    "paragraph: center": pgettext_lazy("editor", "Centred"),
    "insert link": pgettext_lazy("editor", "Insert a link"),
    "remove link": pgettext_lazy("editor", "Remove the link"),
    "Insert table": pgettext_lazy("editor", "Insert a table"),
    "Add column": pgettext_lazy("editor", "Add a column"),
    "Delete column": pgettext_lazy("editor", "Delete the column"),
    "Add row": pgettext_lazy("editor", "Add a row"),
    "Delete row": pgettext_lazy("editor", "Delete the row"),
    "Merge cells": pgettext_lazy("editor", "Merge cells"),
    "Split cell": pgettext_lazy("editor", "Split the cell"),
    "Toggle header cell": pgettext_lazy("editor", "Header cell on or off"),
    "Delete table": pgettext_lazy("editor", "Delete the table"),
    "undo": pgettext_lazy("editor", "Undo"),
    "redo": pgettext_lazy("editor", "Redo"),
    "edit HTML": pgettext_lazy("editor", "Edit as HTML"),
}
