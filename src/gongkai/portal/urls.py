"""Public addresses. Chinese at the root, English under `/en/`, large type under `/large/`."""

from django.urls import URLPattern, path, register_converter

from gongkai.portal.views import (
    feeds,
    home,
    interaction,
    lists,
    maps,
    opened,
    organisations,
    prose,
    searching,
)

app_name = "portal"
register_converter(feeds.FeedForm, "feedform")

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("search/", searching.search, name="search"),
    path("documents/", lists.library, name="library"),
    path("columns/", lists.columns, name="columns"),
    path("columns/<slug:kind>/", lists.column, name="column"),
    path("columns/<slug:kind>/feed.<feedform:form>", feeds.of_kind, name="column_feed"),
    path("topics/", prose.topics, name="topics"),
    path("topics/<slug:slug>/", prose.topic, name="topic"),
    path("bodies/", organisations.index, name="bodies"),
    path("bodies/<slug:code>/", organisations.body, name="body"),
    path("bodies/<slug:code>/openness/", organisations.openness, name="openness"),
    path("bodies/<slug:code>/openness/guide/", organisations.guide, name="openness_guide"),
    path("bodies/<slug:code>/feed.<feedform:form>", feeds.of_body, name="body_feed"),
    path("interaction/", interaction.interaction, name="interaction"),
    path("guides/", prose.guides, name="guides"),
    path("guides/<slug:slug>/", prose.guide, name="guide"),
    path("about/<slug:slug>/", prose.about, name="about"),
    path("open-data/", opened.open_data, name="open_data"),
    path("styleguide/", opened.styleguide, name="styleguide"),
    path("sitemap/", maps.people, name="sitemap"),
    path("feed.<feedform:form>", feeds.site, name="feed"),
    path("sitemap.xml", maps.index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", maps.part, name="sitemap_part"),
    path("robots.txt", maps.robots, name="robots"),
]
