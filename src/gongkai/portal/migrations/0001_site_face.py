import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('bodies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteFace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.CharField(choices=[('blue', 'Institutional blue'), ('vermilion', 'Vermilion'), ('pine', 'Pine green'), ('ink', 'Ink')], default='blue', max_length=10, verbose_name='main colour')),
                ('host', models.CharField(blank=True, help_text="Where this body's own site answers, without port; empty for the main site.", max_length=120, verbose_name='host name')),
                ('site_code', models.CharField(blank=True, max_length=10, validators=[django.core.validators.RegexValidator('^\\d{10}$', 'Ten digits.')], verbose_name='site identification code')),
                ('icp', models.CharField(blank=True, max_length=40, verbose_name='ICP filing number')),
                ('police_code', models.CharField(blank=True, max_length=14, validators=[django.core.validators.RegexValidator('^\\d{14}$', 'Fourteen digits.')], verbose_name='public security filing number')),
                ('mark_url', models.URLField(blank=True, verbose_name='address of the government site mark')),
                ('sponsor', models.CharField(blank=True, max_length=120, verbose_name='sponsor')),
                ('sponsor_en', models.CharField(blank=True, max_length=200, verbose_name='sponsor in English')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='contact phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='contact e-mail')),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='face', to='bodies.body', verbose_name='body')),
            ],
            options={
                'verbose_name': 'site face',
                'verbose_name_plural': 'site faces',
                'constraints': [models.UniqueConstraint(models.F('host'), condition=models.Q(('host', ''), _negated=True), name='site_face_once_a_host')],
            },
        ),
    ]
