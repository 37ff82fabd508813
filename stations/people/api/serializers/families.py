"""Family bindings in JSON."""

from typing import Any

from rest_framework import serializers

from stations.ground.choices import OneOf
from stations.ground.named import NamedBy
from stations.people.masking import masked_name
from stations.people.models import Account, FamilyBinding, Relation, Role


class BindingShown(serializers.ModelSerializer[FamilyBinding]):
    """Who may see, order or pay for an elder, and until when; whole names for who is in `context["own"]`."""

    account = serializers.SlugRelatedField[Account](slug_field="username", read_only=True)
    display_name = serializers.SerializerMethodField()

    class Meta:
        model = FamilyBinding
        fields = (
            "id",
            "account",
            "display_name",
            "relation",
            "may_see",
            "may_order",
            "may_pay",
            "verified_at",
            "expires_on",
            "revoked_at",
        )

    def get_display_name(self, binding: FamilyBinding) -> str:
        """Name the family member, whole only to the elder's own side."""
        name = binding.account.display_name
        return name if binding.elder_id in self.context["own"] else masked_name(name)


class BindingAsked(serializers.Serializer[dict[str, Any]]):
    """A family member to bind; the station has seen who they are."""

    account = NamedBy(slug_field="username", queryset=Account.objects.filter(role=Role.FAMILY_MEMBER))
    relation = OneOf(choices=Relation.choices)
    may_see = serializers.BooleanField(default=True)
    may_order = serializers.BooleanField(default=True)
    may_pay = serializers.BooleanField(default=False)
    expires_on = serializers.DateField(required=False, allow_null=True, default=None)
