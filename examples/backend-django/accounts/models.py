from django.conf import settings
from django.db import models


class Identity(models.Model):
    """Who a user is at their provider. Issuer and subject together are the key of an account (OIDC Core 5.7)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    issuer = models.URLField(max_length=500)
    subject = models.CharField(max_length=255)
    auth_provider = models.CharField(max_length=50)
    #: An operator has freed it for another person, so a sign-in of this one does not take it back.
    released_email = models.EmailField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_per_identity")
        ]


class UsedIdToken(models.Model):
    """An id_token that has been exchanged, remembered by its hash for as long as it could come again."""

    digest = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)


class BackendToken(models.Model):
    """A token that an exchange gave out, kept by its hash: whoever reads the database gets into nothing with it."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="backend_tokens"
    )
    expires_at = models.DateTimeField(db_index=True)
