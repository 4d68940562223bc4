"""What everybody may read of how the ledger is kept, and of how we are held to account."""

from django.urls import path

from sightline.trust.views import published

app_name = "trust"
urlpatterns = [
    path("heads", published.heads, name="heads"),
    path("heads.txt", published.lines, name="lines"),
    path("accountable", published.accountable, name="accountable"),
]
