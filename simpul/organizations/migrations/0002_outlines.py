import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

LEVELS = [(1, 'provinsi'), (2, 'kabupaten/kota'), (3, 'kecamatan'), (4, 'desa/kelurahan')]


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='outline',
            name='level',
            field=models.PositiveSmallIntegerField(choices=LEVELS, default=4),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='OutlineDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255)),
                ('level', models.PositiveSmallIntegerField(blank=True, choices=LEVELS, null=True)),
                ('code_property', models.CharField(blank=True, max_length=60)),
                ('packed', models.BinaryField()),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('uploaded_by', models.CharField(max_length=300)),
                ('government', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='outline_draft', to='organizations.government')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'everywhere',
                'default_manager_name': 'everywhere',
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
    ]
