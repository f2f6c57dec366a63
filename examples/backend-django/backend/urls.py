"""Every route of the API."""
from django.urls import path

from accounts import views

urlpatterns = [
    path("health", views.health),
    path("auth/exchange", views.ExchangeView.as_view()),
    path("auth/logout", views.logout),
    path("me", views.me),
]
