"""What can be ordered, in JSON."""

from rest_framework import serializers

from stations.catalogue.models import Dish, ServiceItem


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
