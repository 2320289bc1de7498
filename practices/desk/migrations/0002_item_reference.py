from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="reference",
            field=models.CharField(blank=True, db_default="", max_length=60),
        )
    ]
