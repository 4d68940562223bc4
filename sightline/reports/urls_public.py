"""The public front. Addresses say nothing of what the pages are about: they stay in histories."""

from django.urls import include, path

from sightline.reports.views import adding, back, led, reading, sky, telling, wishing

app_name = "reports"
urlpatterns = [
    path("", reading.first, name="first"),
    path("before", reading.before, name="before"),
    path("try", reading.words, {"page": "try"}, name="try"),
    path("sky", sky.sky, name="sky"),
    path("rules", reading.rules, name="rules"),
    path("ask", telling.ask, name="ask"),
    path("code", back.code, name="code"),
    path("add", adding.add, name="add"),
    path("since", led.led, name="led"),
    path("pass", wishing.pass_it_on, name="pass_it_on"),
    path("look", reading.signs, name="signs"),
    path("numbers", reading.numbers, name="numbers"),
    path("keep", reading.words, {"page": "keep"}, name="keep"),
    path("access", reading.access, name="access"),
    path("clear", reading.words, {"page": "clear"}, name="clear"),
    path("words", reading.translated, name="words"),
    path("paper", include("sightline.reports.urls_paper")),
]
