"""What can be ordered, in JSON."""

from typing import Any

from rest_framework import serializers

from stations.catalogue.models import Dish, ServiceItem
from stations.catalogue.services import CREDENTIALS, OCCUPATIONS
from stations.ground.choices import OneOf


class ServiceOffered(serializers.ModelSerializer[ServiceItem]):
    """A service that can be ordered."""

    class Meta:
        model = ServiceItem
        fields = (
            "code",
            "name_zh",
            "name_en",
            "minutes",
            "price_fen",
            "caregivers_needed",
            "is_meal",
            "emergency",
        )


class DishOffered(serializers.ModelSerializer[Dish]):
    """A dish on the menu; `kitchen` is the name of who cooks it."""

    diet_tags = serializers.ListField(child=serializers.CharField())
    allergens = serializers.ListField(child=serializers.CharField())
    kitchen = serializers.CharField(source="kitchen.name")

    class Meta:
        model = Dish
        fields = (
            "code",
            "name_zh",
            "name_en",
            "price_fen",
            "diet_tags",
            "allergens",
            "picture",
            "meal_time",
            "kitchen",
        )


class ServiceAsked(serializers.Serializer[dict[str, Any]]):
    """A service of the city's own; `occupations` empty means that anybody may do it."""

    code = serializers.SlugField(max_length=24)
    name_zh = serializers.CharField(max_length=40)
    name_en = serializers.CharField(max_length=40)
    minutes = serializers.IntegerField(min_value=1, max_value=720)
    price_fen = serializers.IntegerField(min_value=0, max_value=10_000_000)
    caregivers_needed = serializers.IntegerField(min_value=1, max_value=4, default=1)
    occupations = serializers.ListField(child=OneOf(choices=OCCUPATIONS), required=False, default=list)
    credentials = serializers.ListField(child=OneOf(choices=CREDENTIALS), required=False, default=list)
