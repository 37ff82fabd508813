"""Every HTTP address of the system; each room brings its own list."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from eldercare import health, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("stations.places.api.urls")),
    path("api/v1/", include("stations.people.api.urls")),
    path("api/v1/", include("stations.catalogue.api.urls")),
    path("api/v1/", include("dispatch.orders.api.urls")),
    path("api/v1/", include("dispatch.visits.api.urls")),
    path("api/v1/", include("dispatch.planning.api.urls")),
    path("api/v1/", include("dispatch.oversight.api.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema")),
    path("healthz/live", health.live),
    path("healthz/ready", health.ready),
    path("metrics", health.metrics),
    re_path(r"^(?!api/|assets/|static/|healthz/|metrics|ws/).*$", pages.single_page),
]

handler400 = "eldercare.errors.unreadable"
handler404 = "eldercare.errors.unknown_address"
handler500 = "eldercare.errors.broken"
