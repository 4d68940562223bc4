"""Figures and statements, for staff."""

from django.urls import path

from sightline.oversight.views import board, figures, seeds, statements

app_name = "oversight"
FIGURES, STATEMENT = "figures/<str:ref>", "statements/<str:ref>"
urlpatterns = [
    path("figures/", figures.index, name="index"),
    path("figures/of/<str:ref>", figures.operation, name="operation"),
    path("figures/of/<str:ref>/count", figures.count, name="count"),
    path("figures/of/<str:ref>/choose/<slug:measure>", figures.propose, name="propose"),
    path("figures/of/<str:ref>/statement", statements.new, name="new_statement"),
    path(FIGURES, figures.figure, name="figure"),
    path(f"{FIGURES}/<slug:verb>", figures.decide, name="decide"),
    path("quotations/<str:ref>", statements.quotation, name="quotation"),
    path("quotations/<str:ref>/sign-off", statements.sign_off, name="sign_off"),
    path("quotations/<str:ref>/withdraw", statements.withdraw, name="withdraw"),
    path(STATEMENT, statements.statement, name="statement"),
    path(f"{STATEMENT}/amend", statements.amend, name="amend"),
    path(f"{STATEMENT}/quote", statements.quote, name="quote"),
    path(f"{STATEMENT}/check", statements.check, name="check"),
    path(f"{STATEMENT}/reopen", statements.reopen, name="reopen"),
    path(f"{STATEMENT}/replace", statements.replace, name="replace"),
    path(f"{STATEMENT}/release", statements.release, name="release"),
    path("board/<str:ref>", board.board, name="board"),
    path("two-statements", seeds.two_statements, name="seeds"),
]
