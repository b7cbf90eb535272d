"""Which kept pages a change drops: the one table between what is saved and what is shown.

Tags that views use:

    document:KEY   the pages of one document in all its forms
    documents      lists of public documents, feeds, the sitemap, figures
    body:CODE      what one body has made public
    bodies, calendars, catalogue   rows of these apps
    portal         faces of sites, prose pages and their pictures
    index          answers of the search index

Everything happens after the transaction: a page rendered before it must not survive, a page
rendered after it may.
"""

from functools import partial
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal

from gongkai.portal import page_cache

# Apps whose rows stand on public pages as they are. Documents are not here: a saved draft
# changes nothing that the public sees, their own signal tells when something does.
SHOWN_APPS = ("bodies", "calendars", "catalogue", "portal")
HIDDEN_MODELS = frozenset({"bodies.user"})  # saved at every login
PROSE_MODELS = ("wagtailcore.page", "wagtailcore.site", "wagtailimages.image")


def documents_changed(keys: tuple[str, ...] = (), owners: tuple[str, ...] = (), **_: Any) -> None:
    """Drop what shows these documents; sent when their change has been committed."""
    page_cache.purge(
        "documents", *(f"document:{key}" for key in keys), *(f"body:{code}" for code in owners)
    )


def catalogue_changed(**_: Any) -> None:
    """Drop what shows the catalogue, after changes that save no single row."""
    page_cache.purge("catalogue")


def index_changed(**_: Any) -> None:
    """Drop what came from the search index, once the index has taken changes up."""
    page_cache.purge("index")


def row_changed(sender: type[Model], **_: Any) -> None:
    """Drop what shows rows of the app, once the change is in the database."""
    label = sender._meta.app_label
    tag = label if label in SHOWN_APPS else "portal"
    transaction.on_commit(partial(page_cache.purge, tag))


def shown_models() -> list[type[Model]]:
    """Return the models whose rows stand on public pages."""
    found = [model for label in SHOWN_APPS for model in apps.get_app_config(label).get_models()]
    found = [model for model in found if model._meta.label_lower not in HIDDEN_MODELS]
    return [*found, *(apps.get_model(label) for label in PROSE_MODELS)]


def connect() -> None:
    """Listen to everything that public pages show; called once when the apps are ready."""
    for model in shown_models():
        for signal in (post_save, post_delete):
            signal.connect(row_changed, sender=model, dispatch_uid="purge_pages")
    for module, name, receiver in (
        ("gongkai.documents.signals", "changed", documents_changed),
        ("gongkai.catalogue.signals", "changed", catalogue_changed),
        ("gongkai.search.signals", "indexed", index_changed),
    ):
        try:
            told: Signal = getattr(import_module(module), name)
        except ModuleNotFoundError:
            continue
        told.connect(receiver, dispatch_uid="purge_pages")
