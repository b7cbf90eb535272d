"""The clerk's list and form of the terms of the road."""

from gongkai.bodies.benches import KeptPolicy, KeptViewSet
from gongkai.bodies.forms import ActingForm
from gongkai.documents.actions import roads
from gongkai.documents.models import RoadTerms

POLICIES = {RoadTerms: KeptPolicy(RoadTerms, verbs=("add", "change"))}
TERMS = ("secrecy_days", "first_days", "second_days", "final_days", "interpretation_days")


class RoadTermsForm(ActingForm):
    class Meta:
        model = RoadTerms
        fields = ["body", *TERMS]

    def act(self) -> RoadTerms:
        days = {name: self.cleaned_data[name] for name in TERMS}
        return roads.set_terms(self.cleaned_data["body"], days)


class RoadTermsViewSet(KeptViewSet):
    model = RoadTerms
    icon = "time"
    menu_label = RoadTerms._meta.verbose_name
    menu_order = 120
    add_to_admin_menu = True
    list_display = ["body", *TERMS]

    def get_form_class(self, for_update: bool = False) -> type[RoadTermsForm]:
        return RoadTermsForm
