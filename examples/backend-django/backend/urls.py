"""Every route of the API."""
from django.urls import path

from accounts import views

handler400 = "accounts.error_answers.bad_request"
handler404 = "accounts.error_answers.not_found"
handler500 = "accounts.error_answers.internal_error"

urlpatterns = [
    path("health", views.health),
    path("auth/exchange", views.ExchangeView.as_view()),
    path("auth/logout", views.logout),
    path("me", views.me),
]
