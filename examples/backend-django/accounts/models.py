from django.conf import settings
from django.db import models


class Identity(models.Model):
    """A user's identity at their provider. Issuer and subject together are the key of an account (OIDC Core 5.7)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    issuer = models.URLField(max_length=500)
    subject = models.CharField(max_length=255)
    auth_provider = models.CharField(max_length=50)
    #: An operator released it for another user, so a sign-in of this one does not take it back.
    released_email = models.EmailField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_per_identity")
        ]


class UsedIdToken(models.Model):
    """An exchanged id_token, stored as a hash for as long as it could be sent again."""

    digest = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)


class BackendToken(models.Model):
    """A token from an exchange, stored as a hash, so that a reader of the database cannot use it."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="backend_tokens"
    )
    expires_at = models.DateTimeField(db_index=True)
