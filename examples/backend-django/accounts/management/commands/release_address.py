"""`manage.py release_address` frees an address of an old account for a new user."""
from argparse import ArgumentParser

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from accounts.models import BackendToken, Identity

User = get_user_model()


class Command(BaseCommand):
    help = (
        "Frees an email address for the next sign-in with it. The account that has it stays, with all of its data, "
        "without the address and without tokens."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="such as ada@example.com, in upper or lower case")

    def handle(self, *args, address: str, **options) -> None:
        wanted = address.strip()
        with transaction.atomic():
            holders = _holders_of(wanted)
            if not holders:
                raise CommandError(f'No account has the address "{wanted}".')
            done = [_release(user, wanted) for user in holders]
        for line in done:
            self.stdout.write(line)
        self.stdout.write(f"{wanted} is free. The next sign-in with it makes a new account.")


def _holders_of(address: str) -> list[AbstractUser]:
    # An empty address would match every user without one.
    if not address:
        return []
    has_it = Q(email__iexact=address) | Q(username__iexact=address)
    return list(User.objects.select_for_update().filter(has_it))


def _release(user: AbstractUser, address: str) -> str:
    """Removes the address for good. Later sign-ins of this user do not bring it back."""
    renamed = ""
    if user.email.lower() == address.lower():
        user.email = ""
    if user.username.lower() == address.lower():
        user.username = f"released-{user.pk}"
        renamed = f" Its username was the address and is now {user.username}."
    user.save(update_fields=["email", "username"])
    Identity.objects.filter(user=user).update(released_email=address.lower())
    ended, _ = BackendToken.objects.filter(user=user).delete()
    return f"Account {user.pk} keeps its data, without the address. Tokens ended: {ended}.{renamed}"
