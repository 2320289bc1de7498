from django.urls import path

from practices.desk import views

app_name = "desk"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/start/", views.start, name="start"),
    path("desk/views/", views.saved_views, name="saved_views"),
    path("desk/views/removal/", views.saved_view_removal, name="saved_view_removal"),
    path("desk/<uuid:pk>/owner/", views.owner, name="owner"),
    path("desk/<uuid:pk>/snooze/", views.snooze, name="snooze"),
    path("desk/<uuid:pk>/waking/", views.waking, name="waking"),
]
