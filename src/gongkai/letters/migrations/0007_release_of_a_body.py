import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

KINDS = [
    ("consult", "Question"),
    ("complain", "Complaint"),
    ("suggest", "Suggestion"),
    ("help", "Request for help"),
    ("thank", "Thanks"),
]


def copy_from_letters(apps, schema_editor):
    """What is on the board already was of the body and kind that its letter has now."""
    letters = apps.get_model("letters", "Letter").objects.filter(pk=OuterRef("letter_id"))
    apps.get_model("letters", "Release").objects.update(
        body_id=Subquery(letters.values("body_id")), kind=Subquery(letters.values("kind"))
    )


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0003_succession_kind_name"),
        ("letters", "0006_limit_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="body",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="kind",
            field=models.CharField(choices=KINDS, default="", max_length=10, verbose_name="kind"),
            preserve_default=False,
        ),
        migrations.RunPython(copy_from_letters, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="release",
            name="body",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["body", "-released_on", "-id"],
                condition=Q(("withdrawn_at", None)),
                name="release_of_body",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["kind", "-released_on", "-id"],
                condition=Q(("withdrawn_at", None)),
                name="release_of_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["body", "kind", "-released_on", "-id"],
                condition=Q(("withdrawn_at", None)),
                name="release_of_body_and_kind",
            ),
        ),
    ]
