from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Carries the commands that run the whole: serve, web, worker, demo."""

    name = "gongkai.project"
    label = "project"
