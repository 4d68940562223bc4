"""A browser at a desk."""

from pytest import fixture

from sightline.agencies.models import Account


@fixture
def reading(client):
    """A browser signed in as somebody: `reading(person).get(...)`."""

    def signed_in(person):
        account, _ = Account.objects.get_or_create(pk=person.pk, defaults={"name": f"account-{person.pk}"})
        client.force_login(account)
        return client

    return signed_in


@fixture
def page(reading):
    """What a page says to a person: `page(person, "/")`."""

    def text(person, address="/"):
        answer = reading(person).get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    return text
