from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0001_account")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="interactive",
            field=models.BooleanField(
                default=True,
                help_text="Comments, messages or a form that somebody reads; without them it fails N3.",
                verbose_name="readers can write to it",
            ),
        ),
    ]
