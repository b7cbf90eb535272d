import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0001_site_face'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('lead', models.CharField(blank=True, max_length=120, verbose_name='line under the title')),
                ('lead_en', models.CharField(blank=True, max_length=200, verbose_name='line under the title in English')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ProsePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('section', models.CharField(choices=[('guide', 'Guides'), ('about', 'About this site')], default='guide', max_length=8, verbose_name='section')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('summary', models.CharField(blank=True, max_length=200, verbose_name='summary')),
                ('summary_en', models.CharField(blank=True, max_length=300, verbose_name='summary in English')),
                ('body', wagtail.fields.RichTextField(blank=True, verbose_name='text')),
                ('body_en', wagtail.fields.RichTextField(blank=True, verbose_name='text in English')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='last checked on')),
            ],
            options={
                'verbose_name': 'prose page',
                'verbose_name_plural': 'prose pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TopicPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('intro', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('intro_en', wagtail.fields.RichTextField(blank=True, verbose_name='introduction in English')),
                ('words', models.CharField(blank=True, help_text='Documents with these words in their title or text are listed, newest first.', max_length=200, verbose_name='words to gather by')),
            ],
            options={
                'verbose_name': 'topic page',
                'verbose_name_plural': 'topic pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('label', models.CharField(max_length=24, verbose_name='label')),
                ('label_en', models.CharField(blank=True, max_length=40, verbose_name='label in English')),
                ('query', models.CharField(blank=True, max_length=60, verbose_name='words to search')),
                ('path', models.CharField(blank=True, help_text='Such as /guides/request/; empty to search for the words instead.', max_length=200, verbose_name='address on this site')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='portal.homepage')),
            ],
            options={
                'verbose_name': 'most asked',
                'verbose_name_plural': 'most asked',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
