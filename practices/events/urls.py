from django.urls import path

from practices.events import api, views

GROUP = "o/<str:organization>/"

app_name = "events"
urlpatterns = [
    path("hooks/<slug:source>/<str:token>", api.hook, name="hook"),
    path(GROUP + "webhooks/", views.endpoints, name="endpoints"),
    path(GROUP + "webhooks/new/", views.new_endpoint, name="new_endpoint"),
    path(GROUP + "webhooks/<uuid:pk>/", views.endpoint, name="endpoint"),
    path(GROUP + "webhooks/<uuid:pk>/settings/", views.endpoint_settings, name="settings"),
    path(GROUP + "webhooks/<uuid:pk>/pausing/", views.pausing, name="pausing"),
    path(GROUP + "webhooks/<uuid:pk>/resumption/", views.resumption, name="resumption"),
    path(GROUP + "webhooks/<uuid:pk>/rotation/", views.rotation, name="rotation"),
    path(GROUP + "webhooks/<uuid:pk>/trial/", views.trial, name="trial"),
    path(GROUP + "webhooks/<uuid:pk>/removal/", views.removal, name="removal"),
    path(GROUP + "deliveries/", views.deliveries, name="deliveries"),
    path(GROUP + "deliveries/<uuid:pk>/", views.delivery, name="delivery"),
    path(GROUP + "deliveries/<uuid:pk>/redelivery/", views.redelivery, name="redelivery"),
    path(GROUP + "doors/", views.doors, name="doors"),
    path(GROUP + "doors/<uuid:pk>/removal/", views.door_removal, name="door_removal"),
]
