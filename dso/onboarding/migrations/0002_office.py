from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0001_initial")]

    operations = [
        migrations.AddField("demoload", "office_at", models.DateTimeField(null=True)),
    ]
