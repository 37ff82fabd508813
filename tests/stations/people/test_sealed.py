"""Sealing and finding."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from stations.people.models import Elder
from stations.people.rotation import reseal, sealed_models
from stations.people.sealed import blind_index, locks
from tests.builders.stations import make_elder


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_to_the_same_text(text: str) -> None:
    assert locks().decrypt(locks().encrypt(text.encode())).decode() == text


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_an_index_shows_nothing_but_equality(one: str, other: str) -> None:
    assert len(blind_index(one)) in (0, 64)
    if blind_index(one) != blind_index(other):
        assert one != other


@pytest.mark.django_db
def test_after_rotation_the_old_key_is_needed_no_more(settings: Settings) -> None:
    elder = make_elder(name="乌云", phone="13812345678")
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, old]
    settings.BLIND_INDEX_KEY = "another index key"
    for model in sealed_models():
        list(reseal(model))
    settings.FIELD_KEYS = [new]
    again = Elder.objects.get(pk=elder.pk)
    assert (again.name, again.phone, again.address) == ("乌云", "13812345678", elder.address)
    assert Elder.objects.get(phone_index=blind_index("13812345678")) == elder
